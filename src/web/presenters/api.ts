import { marksIn } from "../../domain/responses/rules.js";
import { customerOrNull } from "../../domain/collectors/rules.js";
import { METHODS } from "../../domain/metrics/formulas.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import type { RecordedEvent } from "../../domain/events/recordEvents.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import type { Survey, SurveyVersion } from "../../records/survey.js";

/** The plural under which a category's count stands; the middle of CSAT and CES is called neutral alike. */
const COUNT_NAMES: Record<string, string> = {
  promoter: "promoters",
  passive: "passives",
  detractor: "detractors",
};

export function presentDecision(invitation: Invitation) {
  const { trigger, decision, id, channels, sendAt, reason } = invitation;
  return decision === "ask"
    ? { trigger, decision, invitation: id, channel: channels[0], sendAt }
    : { trigger, decision, reason };
}

export function presentRecorded(id: string, { status, decisions }: RecordedEvent) {
  return { id, status, decisions: decisions.map(presentDecision) };
}

export function presentEvent(event: CustomerEvent, decisions: Invitation[]) {
  const { contentHash: _hash, decidedAt: _decided, ...rest } = event;
  return { ...rest, decisions: decisions.map(presentDecision) };
}

export function presentCustomer(customer: Customer) {
  const { askedBeforeAt: _at, askedBeforeBy: _by, lastAskedBy: _last, ...rest } = customer;
  return rest;
}

export function presentSurvey({ key, state, version }: Survey, content: SurveyVersion) {
  const { name, metric, question, defaultLanguage, followUp, thanks, questions = [] } = content;
  const { email, publishedAt } = content;
  const texts = { question, defaultLanguage, followUp, thanks, email, questions };
  return { key, name, metric, state, version, ...texts, publishedAt };
}

/** Without the link: who may read invitations may not answer them. */
export function presentInvitation(invitation: Invitation) {
  const {
    token: _token,
    lease: _lease,
    dueAt: _dueAt,
    remindLease: _remindLease,
    requestHash: _hash,
    addressMarks: _marks,
    unconfirmedClicks,
    attempts,
    ...rest
  } = invitation;
  return {
    ...rest,
    customer: customerOrNull(invitation.customer),
    collector: invitation.collector ?? null,
    trigger: invitation.trigger ?? null,
    event: invitation.event ?? null,
    attempts: attempts.map(({ to: _to, ...attempt }) => attempt),
    unconfirmedClicks: unconfirmedClicks.length,
    clickMarks: marksIn(unconfirmedClicks),
  };
}

export function presentScore(row: TouchpointTrend) {
  const { categories, mean, metric, inCategories: _counts, trend: _trend, before, change, ...rest } = row;
  const named = Object.fromEntries(
    categories.map(({ category, count }) => [COUNT_NAMES[category] ?? category, count]),
  );
  return {
    ...rest,
    metric,
    method: METHODS[metric],
    ...named,
    ...(metric === "ces" && { mean }),
    before: before && {
      responses: before.responses,
      score: before.score,
      interval: before.interval,
      responseRate: before.responseRate,
      coverage: before.coverage,
    },
    change,
  };
}
