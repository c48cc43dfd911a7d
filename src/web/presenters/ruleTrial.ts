import type { RuleTrial } from "../../domain/cases/tryCaseRule.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { presentInstant } from "./dates.js";
import { presentFace } from "./metricWords.js";
import { presentCount } from "./numbers.js";

/** How many answers of the last days a rule is about, and the newest of them. */
export function presentTrial(
  { answers, isCut, matching, takenBefore, newest }: RuleTrial,
  { touchpoints }: { touchpoints: Touchpoint[] },
  { isTyped, zone }: { isTyped: boolean; zone: string },
) {
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  return {
    isTyped,
    isCut,
    answers: answers > 0 && presentCount(answers),
    matching: presentCount(matching),
    takenBefore: takenBefore > 0 && presentCount(takenBefore),
    rows: newest.map((response) => ({
      face: presentFace(response),
      comment: response.comment,
      language: response.language,
      touchpoint: names.get(response.touchpoint) ?? response.touchpoint,
      at: presentInstant(response.respondedAt, zone),
    })),
  };
}
