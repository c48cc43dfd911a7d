import type { ReportSettings } from "../../records/reportSettings.js";
import * as reportSettings from "../../store/reportSettings.js";

const NONE: ReportSettings = { properties: [], revision: 0, countedRevision: 0 };

/** What reports are broken down by, as it is stored at this moment; nothing but team, agent, channel and language at first. */
export async function readReportSettings(): Promise<ReportSettings> {
  return (await reportSettings.find()) ?? NONE;
}
