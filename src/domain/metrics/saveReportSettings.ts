import { InvalidInput } from "../../lib/errors.js";
import type { ReportProperty, ReportSettings } from "../../records/reportSettings.js";
import * as reportSettings from "../../store/reportSettings.js";
import type { Context } from "../context.js";
import { dimensionOf } from "./countAnswers.js";
import { readReportSettings } from "./readReportSettings.js";
import { markForSettings, rebuildRecentDays } from "./rebuildRecentDays.js";

/** More would make every roll-up larger for everybody. */
export const MOST_PROPERTIES = 5;

/**
 * Chooses what scores are broken down by and begins to count all answers again; the same properties as before change
 * nothing. Where this process dies, `rebuildRecentDays` goes on.
 */
export async function saveReportSettings(
  context: Context,
  properties: ReportProperty[],
  { by, now }: { by: string; now: Date },
): Promise<ReportSettings> {
  if (properties.length > MOST_PROPERTIES) throw refuse(`must be ${MOST_PROPERTIES} at most`);
  if (new Set(properties.map(dimensionOf)).size < properties.length) throw refuse("must not name one twice");
  const stored = await readReportSettings();
  if (isSame(stored.properties, properties)) return stored;
  await reportSettings.setProperties(properties, { by, at: now });
  await markForSettings(); // waited for, so that the page can say at once how much there is to do
  context.background.run("recount", () => rebuildRecentDays(now));
  return readReportSettings();
}

function refuse(message: string): InvalidInput {
  return new InvalidInput(`The properties ${message}.`, [{ path: "properties", message }]);
}

function isSame(stored: readonly ReportProperty[], chosen: readonly ReportProperty[]): boolean {
  return (
    stored.length === chosen.length &&
    stored.every((one, place) => dimensionOf(one) === dimensionOf(chosen[place]!))
  );
}
