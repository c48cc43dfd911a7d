import type { DryRun } from "../../domain/triggers/dryRun.js";
import type { SkipReason } from "../../records/invitation.js";
import type { Survey } from "../../records/survey.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { Trigger } from "../../records/trigger.js";
import { presentPeriod } from "./dates.js";
import { dayOf } from "../../lib/timeZone.js";
import { countOf, presentCount, presentShare } from "./numbers.js";
import { REASONS } from "./reasons.js";
import { namesOf } from "./triggerPages.js";
import { triggerSentence } from "./triggerSentence.js";

/** What a trigger would have done: how many asked, how many not, and why. */
export function presentDryRun(
  trigger: Trigger,
  result: DryRun,
  { zone, ...choices }: { touchpoints: Touchpoint[]; surveys: Survey[]; zone: string },
) {
  const { events, notMatching, asked, skipped, isCut } = result;
  const matching = events - notMatching;
  const reasons = (Object.entries(skipped) as [SkipReason, number][]).sort(([, a], [, b]) => b - a);
  const row = (count: number, label: string, sentence: string) => ({
    count: presentCount(count),
    share: presentShare(matching > 0 ? count / matching : null),
    width: `${matching > 0 ? Math.round((100 * count) / matching) : 0}%`,
    label,
    sentence,
  });
  return {
    title: `What ${trigger.key} would do`,
    key: trigger.key,
    isActive: trigger.active,
    sentence: triggerSentence(trigger, namesOf(choices)),
    eventType: trigger.event.type,
    period: presentPeriod(dayOf(result.from, zone), dayOf(result.to, zone)),
    events: countOf(events, "event"),
    matching: countOf(matching, "of them meets", "of them meet"),
    notMatching: notMatching > 0 ? countOf(notMatching, "does", "do") : null,
    isCut,
    isEmpty: events === 0,
    rows: [
      { ...row(asked, "Would be asked", "With the rules as they stand now."), isAsked: true },
      ...reasons.map(([reason, count]) => row(count, REASONS[reason].short, REASONS[reason].sentence)),
    ],
  };
}
