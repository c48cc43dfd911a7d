import { ProductError } from "../../lib/errors.js";
import {
  ATTEMPT_REPORTS,
  type Attempt,
  type AttemptReport,
  type Invitation,
} from "../../records/invitation.js";
import type { MailReport } from "../../records/mailReport.js";
import * as customers from "../../store/customers.js";
import * as invitationReports from "../../store/invitationReports.js";
import type { AfterBounce, ReportedAttempt } from "../../store/invitationReports.js";
import * as invitations from "../../store/invitations.js";
import * as suppressions from "../../store/suppressions.js";
import { countReport } from "../breaker/countReport.js";
import { recordReplyReport } from "../cases/recordReplyReport.js";
import type { Context } from "../context.js";
import { optOutById } from "../customers/optOutById.js";
import { findReported, type Reported } from "./findReported.js";
import { afterBounce, channelsFrom, mayHaveArrived, type AfterError } from "./rules.js";

export type BounceOutcome = "done" | "repeated" | "unknown";

/**
 * What a provider, or a mail that came back, says of a mail of ours. "unknown" when it is not one of ours; "repeated"
 * when this, or something that weighs more, was said before. The address is suppressed first: a repeat after a crash
 * does the rest.
 */
export async function recordBounce(context: Context, report: MailReport, now: Date): Promise<BounceOutcome> {
  const found = await findReported(report);
  if (!found) {
    if (await recordReplyReport(context, report, now)) return "done";
    context.logger.info(
      { kind: report.kind, code: report.code },
      "a report about a mail that we do not know",
    );
    return "unknown";
  }
  const { invitation, attempt } = found;
  const { kind, code } = report;
  if (kind === "unsubscribe") {
    await optOutOf(found, now);
    return "done";
  }
  if (rankOf(attempt.report) >= rankOf(kind)) return "repeated";
  if (kind === "hard")
    await suppressions.insert({ channel: "email", address: attempt.to, reason: "bounced", at: now });
  if (kind === "complaint") {
    await suppressions.insert({ channel: "email", address: attempt.to, reason: "complained", at: now });
    await optOutOf(found, now);
  }
  if (!(await note(found, toReported(found, { report: kind, code, now }), now))) return "repeated";
  const { touchpoint, metric, eventDay: day } = invitation;
  context.rollups.request({ kind: "asks", touchpoint, metric, day });
  context.logger.info({ invitation: invitation.id, kind, code }, "a provider reported about a mail");
  if (found.isCertain && kind !== "delivered") {
    const sentAt = attempt.endedAt ?? attempt.startedAt;
    countReport(
      context,
      { channel: "email", kind: kind === "complaint" ? "complaints" : "bounces", sentAt },
      now,
    );
  }
  return "done";
}

async function note(found: Reported, reported: ReportedAttempt, now: Date): Promise<boolean> {
  const { report } = reported.attempt;
  const { invitation } = found;
  if (report === "complaint") return invitationReports.setReport(reported); // it did arrive
  if (report === "delivered") {
    await invitationReports.moveToDelivered(invitation.id, now);
    return invitationReports.setReport(reported);
  }
  return noteBounce(found, reported, report);
}

/** A soft bounce that is known by its recipient only may be about somebody else's mail: it brings no second one. */
async function noteBounce(
  { invitation, index, attempt, isCertain }: Reported,
  reported: ReportedAttempt,
  kind: "soft" | "hard",
): Promise<boolean> {
  if (attempt.reminder) return invitationReports.setReport(reported); // the ask that it reminds of stays what it is
  if (invitation.state === "sending") throw stillSending();
  const { reportedAt: now } = reported.attempt;
  const isLast = index === invitation.attempts.length - 1;
  if (!isLast || (kind === "soft" && !isCertain)) return invitationReports.setReport(reported);
  const attempts = invitation.attempts.with(index, { ...invitation.attempts[index]!, ...reported.attempt });
  const bounces = attempts.filter(isBouncedAsk).length;
  const others = channelsFrom(invitation).slice(1);
  const next = toChange(afterBounce(kind, { bounces, others, now }), now);
  if (await invitationReports.moveAfterBounce(reported, next, attempts.length)) {
    if (next.state === "failed" && !mayHaveArrived(attempts))
      await customers.releaseAsk(invitation.customer, invitation.id);
    return true;
  }
  const current = await invitations.get(invitation.id);
  if (current.state === "sending") throw stillSending();
  return invitationReports.setReport(reported); // it was answered, or ended otherwise
}

function isBouncedAsk({ report, reminder }: Attempt): boolean {
  return !reminder && (report === "soft" || report === "hard");
}

function toChange(after: AfterError, now: Date): AfterBounce {
  if (after.next === "give_up") return { state: "failed", reason: after.reason };
  if (after.next === "retry") return { state: "scheduled", dueAt: after.dueAt };
  return { state: "scheduled", dueAt: now, channel: after.channel };
}

/** What a worker is about to write would overwrite it; providers come again after a 503. */
function stillSending(): ProductError {
  return new ProductError(
    { status: 503, code: "try_again", isReported: false },
    "This mail is just being sent. Please report again in a minute.",
  );
}

async function optOutOf({ invitation, attempt }: Reported, now: Date): Promise<void> {
  await optOutById(invitation.customer, "email", { at: now, source: "provider" }, [attempt.to]);
}

function toReported(
  { invitation, index }: { invitation: Invitation; index: number },
  { report, code, now }: { report: AttemptReport; code: string | undefined; now: Date },
): ReportedAttempt {
  const outcome = { hard: "refused", soft: "deferred", delivered: null, complaint: null } as const;
  const changed = outcome[report];
  return {
    id: invitation.id,
    index,
    attempt: {
      report,
      reportedAt: now,
      ...(changed && { outcome: changed }),
      ...(changed && code && { code }),
    },
    unlessReported: ATTEMPT_REPORTS.slice(rankOf(report)),
  };
}

function rankOf(report: AttemptReport | undefined): number {
  return report ? ATTEMPT_REPORTS.indexOf(report) : -1;
}
