import type { ResponseFilter } from "../../records/responseFilter.js";
import { walkNames, type Days } from "./walkResponses.js";

/** A spreadsheet shows no more in any sensible way, and names are made by other programs. */
const MOST_COLUMNS = 1_000;

/** Names that have a column of their own, in the order of the alphabet. */
export interface OwnColumns {
  event: string[];
  customer: string[];
  answer: string[];
}

/**
 * The properties, attributes and questions that the responses have, found by going through them once for their names
 * only, which takes about a quarter of the time of the export itself. Of more than a thousand those of the newest answers count.
 */
export async function findColumns(filter: ResponseFilter, days: Days): Promise<OwnColumns> {
  const event = new Set<string>();
  const customer = new Set<string>();
  const answer = new Set<string>();
  const add = (names: Set<string>, from: object = {}) => {
    for (const name in from)
      if (event.size + customer.size + answer.size < MOST_COLUMNS || names.has(name)) names.add(name);
  };
  for await (const part of walkNames(filter, days))
    for (const { properties, segment, answers } of part) {
      add(event, properties);
      add(customer, segment);
      add(answer, answers);
    }
  return { event: [...event].sort(), customer: [...customer].sort(), answer: [...answer].sort() };
}
