import type { Customer } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { ResponseNote } from "../../records/responseNote.js";
import type { User } from "../../records/user.js";
import * as customers from "../../store/customers.js";
import * as responseNotes from "../../store/responseNotes.js";
import * as responses from "../../store/responses.js";
import * as tagRules from "../../store/tagRules.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { readAnswers, type GivenAnswers } from "./readAnswers.js";

/** An answer with all that is known of it. */
export interface WholeResponse {
  response: SurveyResponse;
  answers: GivenAnswers;
  /** Absent for somebody anonymous or erased. */
  customer: Customer | undefined;
  notes: ResponseNote[];
  /** Those who may have written them. */
  users: User[];
  /** Those that rules put on, to choose from. */
  tags: string[];
}

/** Everything about one answer; throws NotFound. */
export async function readResponse(context: Context, id: string, now: Date): Promise<WholeResponse> {
  const response = await responses.get(id);
  const [answers, [customer], notes, ours, rules] = await Promise.all([
    readAnswers(context, [response], now),
    customers.listByIds([response.customer]),
    responseNotes.list(id),
    users.list(),
    tagRules.list(),
  ]);
  const tags = [...new Set(rules.map(({ tag }) => tag))];
  return { response, answers, customer, notes, users: ours, tags };
}
