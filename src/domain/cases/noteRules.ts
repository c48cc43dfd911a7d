import type { User } from "../../records/user.js";

/**
 * The users whom a note names by "@" and their name: the whole name, or a first name that only one of them has. Case
 * does not matter. Nobody is named twice.
 */
export function mentionsIn(text: string, users: readonly Pick<User, "id" | "name">[]): string[] {
  const lower = text.toLowerCase();
  const firstNames = new Map<string, string[]>();
  for (const { id, name } of users) {
    const first = firstNameOf(name);
    firstNames.set(first, [...(firstNames.get(first) ?? []), id]);
  }
  const isNamed = ({ id, name }: Pick<User, "id" | "name">) =>
    isMentioned(lower, name.toLowerCase()) ||
    (firstNames.get(firstNameOf(name))?.length === 1 &&
      firstNames.get(firstNameOf(name))![0] === id &&
      isMentioned(lower, firstNameOf(name)));
  return users.filter(isNamed).map(({ id }) => id);
}

function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0]!.toLowerCase();
}

/** "@bob" is not in "@bobby", and "a@bob.example" is an address. */
function isMentioned(text: string, name: string): boolean {
  if (!name) return false;
  for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + 1 + name.length] ?? " ";
    const beyond = text[at + 2 + name.length] ?? " ";
    const isPartOfMore = /[\p{L}\p{N}_]/u.test(after) || (after === "." && /[\p{L}\p{N}]/u.test(beyond));
    if (!/[\p{L}\p{N}._-]/u.test(before) && !isPartOfMore) return true;
  }
  return false;
}
