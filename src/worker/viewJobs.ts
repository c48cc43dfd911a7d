import { countNext } from "../domain/views/readDayCounts.js";
import { judgeAlerts } from "../domain/alerts/judgeAlerts.js";
import { raiseMissed } from "../domain/alerts/raiseMissed.js";
import type { Job } from "./schedule.js";

/** The recurring jobs of saved views and alerts. */
export const VIEW_JOBS: Job[] = [
  {
    name: "countViews",
    everyMs: 5_000,
    reason: "a view whose counting takes long goes on while nobody looks, also after a process was killed",
    // behind the jobs: it may take ten seconds, and none of them is to wait
    run: (context, now) => Promise.resolve(context.background.run("countViews", () => countNext(now))),
  },
  {
    name: "judgeAlerts",
    everyMs: 5 * 60_000,
    reason: "scores and rates that clearly fell are told in the morning, once they did so on two days",
    run: (context, now) => judgeAlerts(context, now),
  },
  {
    name: "raiseMissed",
    everyMs: 60_000,
    reason: "a killed process may have stored an answer, or raised an alert, and told nobody",
    run: (context, now) => raiseMissed(context, now),
  },
];
