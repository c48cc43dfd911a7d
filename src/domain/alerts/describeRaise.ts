import type { Alert, AlertRaise } from "../../records/alert.js";
import * as responses from "../../store/responses.js";
import { customerOrNull } from "../collectors/rules.js";
import type { Context } from "../context.js";
import { readAnswers } from "../responses/readAnswers.js";
import { describeResponse } from "../responses/describeResponse.js";

/** A raise as other programs are told of it. `customer` stands by itself so that erasing a person finds the message. */
export async function describeRaise(
  context: Context,
  { key, name, kind, view, touchpoint, metric, days }: Alert,
  raise: AlertRaise,
  now: Date,
): Promise<object> {
  const alert = {
    alert: key,
    name,
    kind,
    view: view ?? null,
    link: linkOf(context, key),
  };
  if (raise.response === undefined) {
    const { current, previous, difference, pValue } = raise.measure!;
    const fall = { current, previous, difference, pValue };
    return { ...alert, touchpoint: touchpoint ?? null, metric: metric ?? null, days, ...fall };
  }
  const response = await responses.find(raise.response);
  if (!response) return { ...alert, customer: null, response: null };
  const answers = await readAnswers(context, [response], now);
  return {
    ...alert,
    customer: customerOrNull(response.customer),
    response: describeResponse(response, answers),
  };
}

/** The page of an alert. */
export function linkOf({ baseUrl }: Pick<Context, "baseUrl">, key: string): string {
  return `${baseUrl}/alerts/${key}`;
}
