import * as rollupParts from "../../store/rollupParts.js";
import { readReportSettings } from "./readReportSettings.js";

export interface Recount {
  done: number;
  all: number;
}

/** How far the counting again for the chosen properties is; null when it is done, or nothing was ever chosen. */
export async function readRecount(): Promise<Recount | null> {
  const { revision, countedRevision, recountedRevision = 0 } = await readReportSettings();
  if (recountedRevision >= revision) return null;
  const { dirty, all } = await rollupParts.countDirtyDays("answers");
  return { done: countedRevision < revision ? 0 : all - dirty, all };
}
