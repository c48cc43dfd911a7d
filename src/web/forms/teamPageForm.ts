import type { TeamInput } from "../../domain/cases/saveTeam.js";
import type { FieldError } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { Team } from "../../records/team.js";
import { ticked } from "./caseRulePageForm.js";
import { linesOf, readLongFields } from "./longFields.js";
import { faultsOfNewKey, readTyped, type TypedFields } from "./pageFields.js";
import { teamForm } from "./teamForm.js";

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** Everything that was typed; the holidays keep their lines. */
export function readTeamFields(body: unknown): TypedFields {
  return readLongFields(body, ["holidays"]);
}

/** A new team as typed; without a key the name proposes one. */
export function readNewTeam(body: unknown): TeamInput {
  const fields = readTeamFields(body);
  const { key: typedKey, name = "" } = fields;
  const key = typedKey || proposeKey(name);
  return { key, ...read(fields, name || typedKey ? faultsOfNewKey(key) : []) };
}

/** What can change of a team. */
export function readTeam(body: unknown): Omit<TeamInput, "key"> {
  return read(readTeamFields(body), []);
}

/** A stored team, or its calendar, as it would have been typed. */
export function toTeamFields({
  calendar: { zone, week, holidays },
  holidayNames = {},
  ...team
}: Pick<Team, "calendar"> & Partial<Team>): TypedFields {
  const fields: TypedFields = {
    name: team.name ?? "",
    zone,
    holidays: holidays.map((day) => `${day} ${holidayNames[day] ?? ""}`.trim()).join("\n"),
  };
  week.forEach((hours, day) => {
    if (!hours) return;
    fields[`day_${day}_from`] = hours.from;
    fields[`day_${day}_until`] = hours.until === "24:00" ? "00:00" : hours.until;
  });
  for (const member of team.members ?? []) fields[`member:${member}`] = "on";
  for (const { agent, user } of team.agents ?? []) {
    const others = fields[`agents:${user}`];
    fields[`agents:${user}`] = others ? `${others}, ${agent}` : agent;
  }
  return fields;
}

function read(fields: TypedFields, faultsOfKey: FieldError[]): Omit<TeamInput, "key"> {
  const members = ticked(fields, "member");
  const agents = members.flatMap((user) => agentsOf(fields, user).map((agent) => ({ agent, user })));
  const input = {
    name: fields["name"] || undefined,
    calendar: {
      zone: fields["zone"] || undefined,
      week: DAYS.map((day) => typedHours(fields, day)),
      holidays: linesOf(fields["holidays"]).flatMap(toHolidays),
    },
    members,
    agents,
  };
  const own = [
    ...faultsOfKey,
    ...DAYS.flatMap((day) => faultsOfDay(fields, day)),
    ...faultsOfHolidays(fields),
  ];
  return readTyped(teamForm, input, own, toPagePath);
}

/** "calendar.week.0.until" stands beside the whole day, and each fault of a holiday beside all of them. */
function toPagePath(path: string): string {
  return path
    .replace(/^calendar\.week\.(\d)(\..*)?$/, "day_$1")
    .replace(/^calendar\.holidays(\..*)?$/, "holidays")
    .replace(/^calendar\./, "");
}

/** Agent ids as events name them, separated by commas. */
function agentsOf(fields: TypedFields, user: string): string[] {
  const typed = (fields[`agents:${user}`] ?? "").split(",").map((one) => one.trim());
  return [...new Set(typed.filter(Boolean))];
}

/** Nothing in both is a day off. Browsers without a time field send what was typed: "8:00" is meant as "08:00". */
function typedHours(fields: TypedFields, day: number) {
  const typed = (end: string) => (fields[`day_${day}_${end}`] ?? "").slice(0, 5).replace(/^(\d):/, "0$1:");
  const [from, until] = [typed("from"), typed("until")];
  if (!from && !until) return null;
  return { from, until: until === "00:00" ? "24:00" : until };
}

function faultsOfDay(fields: TypedFields, day: number): FieldError[] {
  const hours = typedHours(fields, day);
  if (!hours || (hours.from && hours.until)) return [];
  return [{ path: `day_${day}`, message: "needs both times, or none for a day off" }];
}

/** "2026-12-25 Christmas", or several days on one line. */
function toHolidays(line: string) {
  const [day = "", ...rest] = line.split(/[\s,;]+/).filter(Boolean);
  if (rest.every((one) => /^\d{4}-\d{2}-\d{2}$/.test(one)))
    return [day, ...rest].map((one) => ({ day: one }));
  return [{ day, name: rest.join(" ") }];
}

/** Which line is wrong: the others are fine. */
function faultsOfHolidays(fields: TypedFields): FieldError[] {
  const wrong = linesOf(fields["holidays"]).find((line) => {
    const { success } = teamForm.safeParse({
      name: "x",
      calendar: { zone: "UTC", holidays: toHolidays(line) },
    });
    return !success;
  });
  if (!wrong) return [];
  const message = `“${wrong.slice(0, 60)}” must begin with a day that exists, for example 2026-12-25 Christmas`;
  return [{ path: "holidays", message }];
}
