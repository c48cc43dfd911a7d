import type { ErasurePlan } from "../../domain/customers/readErasure.js";
import { customerAddress } from "./address.js";
import { countOf } from "./numbers.js";
import { presentPerson } from "./people.js";

/** The page that asks before a customer is erased: what goes, and what stays. */
export function presentErasure({ customer, amounts, sharing }: ErasurePlan) {
  const { name } = presentPerson(customer.id, customer);
  const { events, invitations, responses, cases, messages } = amounts;
  const parts = [
    countOf(events, "event", "events"),
    countOf(invitations, "ask, sent or not", "asks, sent or not"),
    countOf(responses, "answer", "answers"),
    countOf(cases, "case with its notes", "cases with their notes"),
    countOf(messages, "message", "messages"),
  ];
  return {
    title: `Erase ${name}?`,
    name,
    href: customerAddress(customer.id),
    action: `${customerAddress(customer.id)}/erasure`,
    parts,
    sharing: sharing.map((one) => presentPerson(one.id, one)),
  };
}
