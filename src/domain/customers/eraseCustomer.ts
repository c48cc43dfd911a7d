import { NotFound } from "../../lib/errors.js";
import * as customers from "../../store/customers.js";
import * as erasures from "../../store/erasures.js";
import * as events from "../../store/events.js";
import * as traces from "../../store/traces.js";
import { isAnonymous } from "../collectors/rules.js";
import type { Context } from "../context.js";
import { clearTraces } from "./clearTraces.js";

/**
 * Erases a person with everything that is known of them. That it was begun is written down first: killed at any point
 * it is finished by `finishErasures`, which also removes what was under way meanwhile, tells other programs, and
 * forgets whom it was about. A repeat does nothing more; NotFound for an id of which nothing is known.
 */
export async function eraseCustomer(
  context: Context,
  { customer, by }: { customer: string; by: string },
  now: Date,
): Promise<void> {
  const known = await erasures.find(customer);
  if (known?.clearedAt ?? known?.doneAt) return;
  // Of two at once one may have removed all of it before the other looks whether there is anything.
  if (!known && !(await isKnown(customer)) && !(await erasures.find(customer)))
    throw new NotFound(`No customer has the id "${customer}".`);
  await erasures.insert({ customer, at: now, by });
  const begun = await erasures.find(customer);
  if (begun) await clearTraces(context, begun, now);
}

/** Also an event whose sender died before the customer was stored is something of a person. */
async function isKnown(customer: string): Promise<boolean> {
  if (isAnonymous(customer)) return false;
  if (await customers.find(customer)) return true;
  if ((await events.listByCustomer(customer, 1)).length > 0) return true;
  const { invitations, responses, cases } = await traces.find(customer);
  return invitations.length + responses.length + cases.length > 0;
}
