import type { Brand } from "../../records/brand.js";
import type { CaseRule } from "../../records/caseRule.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { SurveyContent, Survey } from "../../records/survey.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { Trigger } from "../../records/trigger.js";
import type { presentTeam } from "./teamApi.js";

type PresentedTeam = ReturnType<typeof presentTeam>;

/** The request that sets the same by program: a page and code are two hands on one thing. */
export function asCode(noun: string, key: string, body: object): string {
  return pathAsCode(`/v1/${noun}/${key}`, body);
}

function pathAsCode(path: string, body: object): string {
  return `PUT ${path}\n\n${JSON.stringify(body, null, 2)}`;
}

export function touchpointAsCode({ key, name, stage, brand }: Touchpoint): string {
  return asCode("touchpoints", key, { name, stage, brand });
}

export function brandAsCode({ key, name, logoUrl, colour, from, replyTo }: Brand): string {
  return asCode("brands", key, { name, logoUrl, colour, from, replyTo });
}

export function surveyAsCode({ key, state }: Survey, content: SurveyContent): string {
  const { name, metric, question, defaultLanguage, followUp, thanks, email, questions } = content;
  const texts = { question, defaultLanguage, followUp, thanks, email, questions };
  return asCode("surveys", key, { name, metric, ...texts, state });
}

export function policyAsCode({ quietPeriod, hours, dailyCap, holidays }: ContactPolicy): string {
  return pathAsCode("/v1/contact-policy", { quietPeriod, hours, dailyCap, holidays });
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
  const { quietPeriod, unless, expiresAfter, reminders, active } = rest;
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
    ...(reminders?.length && { reminders }),
    active,
  };
  return asCode("triggers", key, body);
}

export function caseRuleAsCode({ key, createdAt: _created, updatedAt: _updated, ...body }: CaseRule): string {
  return asCode("case-rules", key, body);
}

export function teamAsCode({
  key,
  createdAt: _created,
  updatedAt: _updated,
  ...body
}: PresentedTeam): string {
  return asCode("teams", key, body);
}
