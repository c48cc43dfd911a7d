import { addBusinessMinutes, hasOpeningHours } from "../../domain/cases/calendarRules.js";
import type { Kept } from "../../domain/cases/readKept.js";
import { stateOf } from "../../domain/users/states.js";
import type { Calendar, Team } from "../../records/team.js";
import type { User } from "../../records/user.js";
import { DAY_MINUTES } from "../forms/businessTime.js";
import type { TypedFields } from "../forms/pageFields.js";
import { ticked } from "../forms/caseRulePageForm.js";
import { teamAsCode } from "./asCode.js";
import { caseAddress } from "./caseQueue.js";
import { businessTime } from "./caseRuleSentence.js";
import { presentInstant, zoneName } from "./dates.js";
import { errorOf, type PresentedForm } from "./form.js";
import { scoreInWords } from "./metricWords.js";
import { countOf } from "./numbers.js";
import { ROLE_WORDS } from "./roles.js";
import { presentTeam } from "./teamApi.js";
import { faultsInWords } from "./touchpointPages.js";

const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_NAMES = DAY_NAMES.map((name) => name.slice(0, 3));

/** For how long a due time is worked out as a check. */
const CHECKED_MINUTES = [120, DAY_MINUTES, 5 * DAY_MINUTES];

/** Every team, with who is in it and when it works. */
export function presentTeams(teams: Team[], users: User[]) {
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? id;
  return {
    title: "Teams",
    teams: teams.map(({ key, name, members, calendar }) => ({
      key,
      name,
      members: members.map(nameOf).join(", "),
      hours: hoursInWords(calendar),
      zone: zoneName(calendar.zone),
      isNeverOpen: !hasOpeningHours(calendar),
    })),
  };
}

export interface TeamFacts {
  users: User[];
  kept: Kept[];
  now: Date;
}

/** The form of a team; `stored` is null while it is new. */
export function presentTeamForm(form: PresentedForm, stored: Team | null, { users, kept, now }: TeamFacts) {
  const values = form.values as TypedFields;
  const at = (name: string) => ({ name, value: values[name] ?? "", error: errorOf(form, name) });
  return {
    title: stored?.name ?? "New team",
    action: stored ? `/teams/${stored.key}` : "/teams",
    isNew: !stored,
    faults: faultsInWords(form),
    key: stored ? null : at("key"),
    fixedKey: stored?.key,
    name: at("name"),
    zone: { ...at("zone"), known: Intl.supportedValuesOf("timeZone") },
    days: DAY_NAMES.map((label, day) => ({
      label,
      from: at(`day_${day}_from`),
      until: at(`day_${day}_until`),
      name: `day_${day}`,
      error: errorOf(form, `day_${day}`),
    })),
    holidays: at("holidays"),
    people: presentPeople(form, users),
    peopleError: errorOf(form, "members") ?? errorOf(form, "agents"),
    check: stored && presentCheck(stored.calendar, now),
    kept: kept.map((one) => presentKept(one, users, stored!.calendar)),
    code: stored && teamAsCode(presentTeam(stored, users)),
  };
}

/** "Mon to Fri 09:00–17:00, Sat 10:00–14:00" */
export function hoursInWords({ week }: Calendar): string {
  const parts: { from: number; until: number; hours: string }[] = [];
  week.forEach((day, place) => {
    if (!day) return;
    const hours = `${day.from}–${day.until}`;
    const last = parts.at(-1);
    if (last && last.hours === hours && last.until === place - 1) last.until = place;
    else parts.push({ from: place, until: place, hours });
  });
  const days = (from: number, until: number) =>
    from === until ? SHORT_NAMES[from]! : `${SHORT_NAMES[from]} to ${SHORT_NAMES[until]}`;
  return parts.map(({ from, until, hours }) => `${days(from, until)} ${hours}`).join(", ");
}

/** "Bob keeps 3 open cases", for each of them. */
export function keptInWords(kept: Kept[], users: User[]): string[] {
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? id;
  return kept.map(({ user, count }) => `${nameOf(user)} keeps ${countOf(count, "open case")}`);
}

function presentKept(kept: Kept, users: User[], { zone }: Calendar) {
  return {
    text: keptInWords([kept], users)[0],
    cases: kept.first.map(({ id, score, metric, openedAt }) => ({
      href: caseAddress(id),
      label: scoreInWords(metric, score),
      openedAt: presentInstant(openedAt, zone),
    })),
    isMore: kept.count > kept.first.length,
  };
}

/** Who could be in it: whoever may sign in, and whoever is in it although they may not any more. */
function presentPeople(form: PresentedForm, users: User[]) {
  const values = form.values as TypedFields;
  const members = ticked(values, "member");
  return users
    .filter(({ id, isActive }) => isActive || members.includes(id))
    .map((user) => ({
      name: user.name,
      role: ROLE_WORDS[user.role].name,
      state: { active: null, invited: "invited", kept_out: "kept out" }[stateOf(user)],
      box: `member:${user.id}`,
      isChosen: members.includes(user.id),
      agents: { name: `agents:${user.id}`, value: values[`agents:${user.id}`] ?? "" },
    }));
}

/** What the calendar makes of a case that is opened now; null when it is never due. */
function presentCheck(calendar: Calendar, now: Date) {
  const opening = addBusinessMinutes(now, 0, calendar);
  if (!opening) return null;
  const shown = (at: Date | null) => at && presentInstant(at, calendar.zone);
  return {
    zone: zoneName(calendar.zone),
    opensAt: opening > now ? shown(opening) : null,
    due: CHECKED_MINUTES.map((minutes) => ({
      time: businessTime(minutes),
      at: shown(addBusinessMinutes(now, minutes, calendar)),
    })),
  };
}
