import { proposeKey } from "../../lib/proposeKey.js";
import * as causes from "../../store/causes.js";

/** What goes wrong in most companies that serve people. Each begins with what it belongs to. */
export const STARTER_CAUSES: readonly [string, readonly string[]][] = [
  ["Waiting time", ["Waited too long for an answer", "No appointment soon enough", "Appointment not kept"]],
  ["Product", ["Did not work", "Broke again after a repair", "Not as described"]],
  ["People", ["Unfriendly", "Did not know the answer", "Passed from one to the next"]],
  ["Price and billing", ["Wrong invoice", "Unexpected costs", "Too expensive"]],
  ["Information", ["Nobody told them", "Wrong information", "Hard to understand"]],
  ["Outside of our control", []],
];

/** Adds the causes to start with; one whose key is there already stays as it is. Returns how many were added. */
export async function startCauses(now: Date): Promise<number> {
  let count = 0;
  const add = async (name: string, parent: string | null, order: number) => {
    const key = proposeKey(`${parent ?? ""} ${name}`);
    const cause = { key, name, parent, order, active: true, createdAt: now, updatedAt: now };
    if (await causes.insert(cause)) count += 1;
    return key;
  };
  for (const [place, [name, below]] of STARTER_CAUSES.entries()) {
    const key = await add(name, null, place);
    for (const [order, one] of below.entries()) await add(one, key, order);
  }
  return count;
}
