import type { Context } from "../domain/context.js";
import { judgeSending } from "../domain/breaker/judgeSending.js";
import { escalateCases } from "../domain/cases/escalateCases.js";
import { noteLeftMessages } from "../domain/cases/noteLeftMessages.js";
import { openMissingCases } from "../domain/cases/openMissingCases.js";
import { releaseLeftCases } from "../domain/cases/releaseLeftCases.js";
import { tellLeftNews } from "../domain/cases/tellLeftNews.js";
import { finishLeftTexts } from "../domain/conversations/finishLeftTexts.js";
import { planFileMails } from "../domain/digests/planFileMails.js";
import { planScoreDigests } from "../domain/digests/planScoreDigests.js";
import { finishErasures } from "../domain/customers/finishErasures.js";
import { decideLeftEvents } from "../domain/events/decideLeftEvents.js";
import { expireInvitations } from "../domain/invitations/expireInvitations.js";
import { planDigests } from "../domain/notifications/planDigests.js";
import { rebuildRecentDays } from "../domain/metrics/rebuildRecentDays.js";
import { announceMissed } from "../domain/webhooks/announceMissed.js";
import { VIEW_JOBS } from "./viewJobs.js";
import { runTagRuns } from "../domain/responses/runTagRuns.js";
import { tagMissed } from "../domain/responses/tagMissed.js";
import * as jobs from "../store/jobs.js";

export interface Job {
  name: string;
  everyMs: number;
  reason: string;
  run(context: Context, now: Date): Promise<unknown>;
}

/** Every recurring job. Each may run twice, or in two processes at once, without harm. */
export const SCHEDULE: Job[] = [
  {
    name: "expireInvitations",
    everyMs: 60_000,
    reason: "an unanswered invitation ends, so that response rates are final",
    run: (context, now) => expireInvitations(context, now),
  },
  {
    name: "judgeSending",
    everyMs: 60_000,
    reason:
      "a warning ends when the rates are fine again, and a killed process may have counted without judging",
    run: (context, now) => judgeSending(context, "email", now),
  },
  {
    name: "rebuildRecentDays",
    everyMs: 60_000,
    reason: "a killed process may have left answers that no score shows yet",
    run: (_context, now) => rebuildRecentDays(now),
  },
  {
    name: "openMissingCases",
    everyMs: 60_000,
    reason: "a killed process may have left answers whose case nobody has opened",
    run: (context, now) => openMissingCases(context, now),
  },
  {
    name: "tellLeftNews",
    everyMs: 60_000,
    reason: "a killed process may have changed a case without telling those whom it concerns",
    run: (context, now) => tellLeftNews(context, now),
  },
  {
    name: "noteLeftMessages",
    everyMs: 60_000,
    reason: "a killed process may have kept a message about a case that the case does not tell of",
    run: (context, now) => noteLeftMessages(context, now),
  },
  {
    name: "escalateCases",
    everyMs: 60_000,
    reason: "a case whose time is over is told to the managers",
    run: (context, now) => escalateCases(context, now),
  },
  {
    name: "releaseLeftCases",
    everyMs: 60_000,
    reason: "a killed process may have left cases with somebody who is kept out",
    run: (context, now) => releaseLeftCases(context, now),
  },
  {
    name: "planDigests",
    everyMs: 60_000,
    reason: "whoever works cases is told in the morning what waits for them",
    run: (context, now) => planDigests(context, now),
  },
  {
    name: "planScoreDigests",
    everyMs: 60_000,
    reason: "whoever wants the scores of a day, week or month by mail gets them at their hour",
    run: (context, now) => planScoreDigests(context, now),
  },
  {
    name: "planFileMails",
    everyMs: 60_000,
    reason: "whoever wants the answers of a saved view as a file gets them by mail when a period is over",
    run: (context, now) => planFileMails(context, now),
  },
  {
    name: "decideLeftEvents",
    everyMs: 60_000,
    reason: "a killed process may have recorded an event whose triggers have not all decided",
    run: (context, now) => decideLeftEvents(context, now),
  },
  {
    name: "finishLeftTexts",
    everyMs: 60_000,
    reason: "a killed process may have kept a customer's text, perhaps an opt-out, and not acted on it",
    run: (context, now) => finishLeftTexts(context, now),
  },
  {
    name: "announceMissed",
    everyMs: 60_000,
    reason: "a killed process may have stored something that other programs were to be told of",
    run: (context, now) => announceMissed(context, now),
  },
  {
    name: "finishErasures",
    everyMs: 60_000,
    reason: "what was under way while a person was erased is removed too, and what a killed process has left",
    run: (context, now) => finishErasures(context, now),
  },
  ...VIEW_JOBS,
  {
    name: "tagMissed",
    everyMs: 60_000,
    reason: "a killed process may have left answers without the tags of the rules",
    run: (_context, now) => tagMissed(now),
  },
  {
    name: "runTagRuns",
    everyMs: 1_000,
    reason: "somebody asked for the tags of earlier answers, and waits for the progress to rise",
    run: (_context, now) => runTagRuns(now),
  },
];

/** Runs the jobs whose time has come and that no other process has run since. */
export async function runDueJobs(context: Context, now: Date): Promise<void> {
  for (const job of SCHEDULE) {
    if (!(await jobs.claim(job.name, now, new Date(now.getTime() + job.everyMs)))) continue;
    await job
      .run(context, now)
      .catch((error: unknown) =>
        context.logger.error({ err: error, job: job.name }, "a recurring job failed"),
      );
  }
}
