import { z } from "zod";
import type { AlertInput } from "../../domain/alerts/saveAlert.js";
import { InvalidInput } from "../../lib/errors.js";
import { ALERT_KINDS, type Alert, type AlertKind } from "../../records/alert.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import { METRICS } from "./caseRuleForm.js";
import { id, key, line } from "./fields.js";
import { chatUrl } from "./notificationForm.js";
import { readForm, toFieldErrors } from "./readForm.js";

/** How many days are compared with as many before. */
export const ALERT_DAYS = [7, 28] as const;

const MOST_USERS = 50;

const several = z.preprocess(
  (value) => [value ?? []].flat(),
  z.array(id).max(MOST_USERS, `must be ${MOST_USERS} at most`),
);

const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

const pageForm = z.object({
  name: line(100),
  users: several,
  chatUrl: chatUrl.default(""),
  isCommentInChat: ticked,
});

const daysField = z
  .enum(["7", "28"], "must be 7 or 28")
  .default("7")
  .transform((text) => Number(text));

const kindField = z.enum(ALERT_KINDS, "must be one of the kinds");

/** What an alert watches: the part of it that a trial needs. */
export type WatchInput = Pick<AlertInput, "kind" | "view" | "filter" | "touchpoint" | "metric" | "days">;

/** Which kind of alert an address or a form is about; null when none is named. */
export function readAlertKind(input: object): AlertKind | null {
  const { kind } = input as { kind?: unknown };
  return kind === undefined || kind === "" ? null : readForm(kindField, kind);
}

/**
 * What is chosen in "of": "view:north", "view:north|nps", "touchpoint:visit|nps", "touchpoint:visit", or "filter" for
 * the filters that the form carries. InvalidInput about "of" when that says nothing that the kind can watch.
 */
export function readWatch(kind: AlertKind, input: object, carried: ResponseFilter): WatchInput {
  const { of = "", days } = input as { of?: unknown; days?: unknown };
  const [place = "", metric = ""] = String(of).split("|");
  const [what = "", name = ""] = place.split(":");
  const isFilter = kind === "response" && what === "filter" && Object.keys(carried).length > 0;
  if (isFilter) return { kind, filter: carried };
  const isView = what === "view" && (kind === "response" || kind === "score");
  const isTouchpoint = what === "touchpoint" && kind !== "response";
  if ((!isView && !isTouchpoint) || !key.safeParse(name).success) throw wrong("of", "choose what it watches");
  const of_ = isView ? { view: name } : { touchpoint: name };
  if (kind === "response") return { kind, ...of_ };
  const several = { kind, ...of_, days: readForm(z.object({ days: daysField }), { days }).days };
  if (kind !== "score") return several;
  const known = METRICS.find((one) => one === metric);
  if (!known) throw wrong("of", "choose what it watches");
  return { ...several, metric: known };
}

/** A whole alert as typed; InvalidInput names every field at fault. */
export function readAlert(kind: AlertKind, body: object, carried: ResponseFilter): AlertInput {
  const parsed = pageForm.safeParse(body, { reportInput: true });
  const faults = parsed.success ? [] : toFieldErrors(parsed.error);
  let watch: WatchInput | null = null;
  try {
    watch = readWatch(kind, body, carried);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    faults.push(...error.fields);
  }
  if (!parsed.success || !watch) throw new InvalidInput("Some fields need a look.", faults);
  const { chatUrl: url, ...rest } = parsed.data;
  return { ...rest, ...watch, ...(url && { chatUrl: url }) };
}

/** A stored alert as it would have been typed. */
export function alertFields(alert: Alert) {
  const { name, users, chatUrl: url = "", isCommentInChat, days } = alert;
  return {
    name,
    of: watchValue(alert),
    users,
    chatUrl: url,
    ...(days !== undefined && { days: String(days) }),
    ...(isCommentInChat && { isCommentInChat: "on" }),
  };
}

/** The value of "of" that `readWatch` reads. */
export function watchValue({ view, touchpoint, metric }: Partial<WatchInput>): string {
  const place =
    view !== undefined ? `view:${view}` : touchpoint !== undefined ? `touchpoint:${touchpoint}` : "filter";
  return metric === undefined ? place : `${place}|${metric}`;
}

function wrong(path: string, message: string): InvalidInput {
  return new InvalidInput("Some fields need a look.", [{ path, message }]);
}
