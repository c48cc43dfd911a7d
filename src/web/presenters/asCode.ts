import type { SurveyContent, Survey } from "../../records/survey.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { Trigger } from "../../records/trigger.js";

/** The request that sets the same by program: a page and code are two hands on one thing. */
function asCode(noun: string, key: string, body: object): string {
  return `PUT /v1/${noun}/${key}\n\n${JSON.stringify(body, null, 2)}`;
}

export function touchpointAsCode({ key, name, stage }: Touchpoint): string {
  return asCode("touchpoints", key, { name, stage });
}

export function surveyAsCode({ key, state }: Survey, content: SurveyContent): string {
  const { name, metric, question, followUp, thanks, questions } = content;
  return asCode("surveys", key, { name, metric, question, followUp, thanks, questions, state });
}

export function triggerAsCode({
  key,
  event,
  touchpoint,
  survey,
  delay,
  channels,
  sample,
  ...rest
}: Trigger): string {
  const { quietPeriod, unless, expiresAfter, active } = rest;
  const body = {
    event,
    touchpoint,
    survey,
    delay,
    channels,
    sample,
    quietPeriod,
    unless,
    expiresAfter,
    active,
  };
  return asCode("triggers", key, body);
}
