import { countNext } from "../domain/views/readDayCounts.js";
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
];
