import { InvalidInput } from "../../lib/errors.js";
import type { Survey } from "../../records/survey.js";
import * as surveys from "../../store/surveys.js";
import * as touchpoints from "../../store/touchpoints.js";

/**
 * The survey that something ("trigger") names beside its touchpoint. Throws InvalidInput with each of the two that
 * does not exist.
 */
export async function requireNamed(
  what: string,
  { touchpoint, survey }: { touchpoint: string; survey: string },
): Promise<Survey> {
  const [place, found] = await Promise.all([touchpoints.find(touchpoint), surveys.find(survey)]);
  const fields = [
    ...(place ? [] : [{ path: "touchpoint", message: `there is no touchpoint "${touchpoint}"` }]),
    ...(found ? [] : [{ path: "survey", message: `there is no survey "${survey}"` }]),
  ];
  if (!place || !found) throw new InvalidInput(`The ${what} names something that does not exist.`, fields);
  return found;
}
