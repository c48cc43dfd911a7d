import type { ErasurePlan } from "../../domain/customers/readErasure.js";
import { customerAddress } from "./address.js";
import { countOf } from "./numbers.js";
import { presentPerson } from "./people.js";

/** The page that asks before a customer is erased: what goes, and what stays. */
export function presentErasure({ customer, amounts, sharing }: ErasurePlan) {
  const { name } = presentPerson(customer.id, customer);
  const { events, invitations, responses, cases, messages } = amounts;
  const parts: [number, string, string][] = [
    [events, "event", "events"],
    [invitations, "decision to ask, or not to", "decisions to ask, or not to"],
    [responses, "answer", "answers"],
    [cases, "case with its notes", "cases with their notes"],
    [messages, "message", "messages"],
  ];
  return {
    title: `Erase ${name}?`,
    name,
    href: customerAddress(customer.id),
    action: `${customerAddress(customer.id)}/erasure`,
    parts: parts.filter(([count]) => count > 0).map((part) => countOf(...part)),
    sharing: sharing.map((one) => presentPerson(one.id, one)),
  };
}
