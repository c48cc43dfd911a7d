import type { Case, CaseChange } from "../../records/case.js";
import type { Notice } from "../../records/notification.js";

/** One thing that one user is to be told. */
export interface News {
  /** The change or the note. */
  about: string;
  at: Date;
  kind: Notice;
  user: string;
}

/** Whom a case concerns beside its owner. */
export interface Concerned {
  /** Who looks after what is over its time. */
  managers: readonly string[];
  /** Who may take it: the members of its team; for a case without a team, the managers. */
  takers: readonly string[];
}

/** Whether anybody is told of such a change. */
export function isTold({ kind }: CaseChange): boolean {
  return ["opened", "joined", "assigned", "received", "reply_failed", "escalated", "reopened"].includes(kind);
}

/**
 * Whom each change since an instant concerns, by the owner that the case had then. Nobody is told of their own act,
 * and of one change once.
 */
export function newsOf(theCase: Case, since: Date, concerned: Concerned): News[] {
  const { changes } = theCase;
  // Only the newest of very many changes are kept: then who had it before is not known.
  let owner = changes[0]?.kind === "opened" ? undefined : theCase.owner;
  const news: News[] = [];
  for (const change of changes) {
    owner = ownerAfter(change, owner);
    if (change.at < since) continue;
    const { id: about, at, by } = change;
    const told = toldOf(change, theCase, owner, concerned);
    if (!told) continue;
    const users = new Set(told.users.filter((user) => user !== by));
    news.push(...[...users].map((user) => ({ about, at, kind: told.kind, user })));
  }
  return news;
}

function ownerAfter({ kind, by, about }: CaseChange, owner: string | undefined): string | undefined {
  if (kind === "taken") return by;
  if (kind === "assigned") return about;
  return kind === "released" ? undefined : owner;
}

function toldOf(
  { kind }: CaseChange,
  theCase: Case,
  owner: string | undefined,
  { managers, takers }: Concerned,
): { kind: Notice; users: readonly string[] } | null {
  const own = owner ? [owner] : [];
  switch (kind) {
    case "opened":
      // who was given it at once is told that
      return theCase.priority === "urgent" && !theCase.owner ? { kind: "urgent", users: takers } : null;
    case "assigned":
    case "reopened":
      return { kind, users: own };
    case "reply_failed":
      return { kind, users: owner ? own : takers };
    case "joined":
    case "received":
      return { kind: "received", users: own };
    case "escalated":
      return { kind, users: [...own, ...managers] };
    default:
      return null;
  }
}

/** Whether a notice still says what is so when it goes out. */
export function isStillTrue(kind: Notice, { owner, isActive }: Case, user: string): boolean {
  switch (kind) {
    case "assigned":
    case "reopened":
      return isActive && owner === user;
    case "received":
      return owner === user;
    case "reply_failed":
      return !owner || owner === user;
    case "escalated":
      return isActive;
    case "urgent":
      return isActive && !owner;
    case "mentioned":
      return true;
  }
}
