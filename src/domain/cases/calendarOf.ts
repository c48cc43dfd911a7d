import type { Calendar } from "../../records/team.js";
import * as teams from "../../store/teams.js";
import type { Context } from "../context.js";
import { defaultCalendar } from "./calendarRules.js";

/** When the team of a case works; office hours in the organisation's zone for a case without a team. */
export async function calendarOf(
  { reportingZone }: Context,
  { team }: { team: string | null },
): Promise<Calendar> {
  const found = team ? await teams.find(team) : null;
  return found?.calendar ?? defaultCalendar(reportingZone);
}
