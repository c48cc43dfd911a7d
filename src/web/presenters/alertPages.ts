import {
  conditionInWords,
  fallInWords,
  watchedInWords,
  type WatchNames,
} from "../../domain/alerts/alertWords.js";
import { quietUntil } from "../../domain/alerts/states.js";
import { MOST_A_DAY } from "../../domain/alerts/tellRaise.js";
import type { Alert, AlertRaise } from "../../records/alert.js";
import type { Notification } from "../../records/notification.js";
import type { SurveyResponse } from "../../records/response.js";
import type { User } from "../../records/user.js";
import { presentMeasure } from "./alertMeasure.js";
import { presentDay, presentInstant, zoneName } from "./dates.js";
import { presentFace } from "./metricWords.js";

interface ListFacts {
  names: WatchNames;
  people: readonly User[];
  zone: string;
}

/** All alerts, each with what it watches and how that is. */
export function presentAlertList(alerts: readonly Alert[], { names, people, zone }: ListFacts) {
  return {
    title: "Alerts",
    zone: zoneName(zone),
    rows: alerts.map((alert) => ({
      key: alert.key,
      name: alert.name,
      watched: watchedInWords(alert, names),
      told: toldInWords(alert, people),
      state: stateInWords(alert, names),
    })),
  };
}

export interface AlertPageFacts extends ListFacts {
  alert: Alert;
  raises: readonly AlertRaise[];
  responses: readonly SurveyResponse[];
  lastChat: Notification | null;
}

/** What an alert watches, how that is, whom it tells, and what it has told. */
export function presentAlertPage(facts: AlertPageFacts) {
  const { alert, names, people, zone, lastChat } = facts;
  const { key, name, view, state, measure, days = 0 } = alert;
  const quiet = quietUntil(state, days);
  return {
    title: name,
    key,
    zone: zoneName(zone),
    isPaused: alert.isPaused,
    state: stateInWords(alert, names),
    watched: watchedInWords(alert, names),
    condition: conditionInWords(alert),
    viewHref: view !== undefined && names.views.has(view) ? `/views/${view}` : null,
    gone: goneInWords(alert, names),
    measure: measure && presentMeasure(alert, measure, state.is !== "fine"),
    judgedDay: alert.judgedDay && presentDay(alert.judgedDay),
    isUnjudged: alert.kind !== "response" && !alert.judgedDay,
    suspected: state.is === "suspected" ? presentDay(state.since!) : null,
    quiet: quiet && { since: presentDay(state.since!), until: presentDay(quiet) },
    told: toldInWords(alert, people),
    isToldNobody: alert.users.length === 0 && !alert.chatUrl,
    chatHost: alert.chatUrl && new URL(alert.chatUrl).host,
    isCommentInChat: alert.isCommentInChat,
    chatFault: lastChat?.state === "given_up" ? lastChat.fault : null,
    mostADay: MOST_A_DAY,
    rows: facts.raises.map((raise) => presentRaise(raise, facts)),
  };
}

function presentRaise(raise: AlertRaise, { alert, names, responses, zone }: AlertPageFacts) {
  const response = responses.find(({ id }) => id === raise.response);
  return {
    at: presentInstant(raise.at, zone),
    isHeld: raise.isHeld,
    fall: raise.measure ? fallInWords(alert, raise.measure, names).what : null,
    response: response && {
      href: `/responses/${encodeURIComponent(response.id)}`,
      face: presentFace(response),
      comment: response.comment,
      language: response.language,
      touchpoint: names.touchpoints.get(response.touchpoint) ?? response.touchpoint,
    },
    isGone: raise.response !== undefined && !response,
  };
}

/** Of an alert about responses, whether what it looks at is still there; of others their measure says it. */
function goneInWords({ kind, view }: Alert, names: WatchNames): string | null {
  if (kind !== "response" || view === undefined || names.views.has(view)) return null;
  return `The view ${view} does not exist any more, so nothing matches.`;
}

function stateInWords(alert: Alert, names: WatchNames): { word: string; tone: string } {
  if (alert.isPaused) return { word: "paused", tone: "" };
  if (goneInWords(alert, names)) return { word: "cannot be judged", tone: "warn" };
  if (alert.kind === "response") return { word: "on", tone: "good" };
  const fault = alert.measure?.fault;
  if (fault === "view_gone" || fault === "touchpoint_gone") return { word: "cannot be judged", tone: "warn" };
  if (alert.state.is === "told") return { word: "clear fall", tone: "bad" };
  if (alert.state.is === "suspected") return { word: "suspected", tone: "warn" };
  if (!alert.judgedDay) return { word: "not judged yet", tone: "" };
  return fault === "few" ? { word: "too few", tone: "" } : { word: "fine", tone: "good" };
}

/** "Mara, Alice and a chat" */
function toldInWords({ users, chatUrl }: Alert, people: readonly User[]): string {
  const names = users.map((id) => people.find((one) => one.id === id)?.name ?? "somebody who has left");
  const all = [...names, ...(chatUrl ? ["a chat"] : [])];
  if (all.length === 0) return "webhooks only";
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
