import { DateTime } from "luxon";
import type { Case } from "../../records/case.js";
import type { Customer } from "../../records/customer.js";
import { isAnonymous } from "../collectors/rules.js";
import { categoriesOf, scoresOf } from "../metrics/rules.js";

/** By name only: an id may be an address, and a mail is read in many places. */
export function nameOf(id: string, customer: Customer | null | undefined): string {
  return customer?.name ?? (isAnonymous(id) ? "Somebody without a name" : "A customer");
}

/** "3 of 10". */
export function scoreWords({ metric, score }: Pick<Case, "metric" | "score">): string {
  return `${score} of ${scoresOf(metric).at(-1)}`;
}

/** Ink on ground, as on the console's pages; the dark ones stand in the templates. */
const COLOURS = {
  bad: { back: "#fbe9e0", ink: "#a43f14" },
  good: { back: "#e3eef6", ink: "#1c5f8c" },
  mid: { back: "#f3eee7", ink: "#1f1b16" },
};

/** The score as it is drawn in mails. */
export function faceOf({ metric, category, score }: Pick<Case, "metric" | "category" | "score">) {
  const [low, , high] = categoriesOf(metric);
  const tone = category === low ? "bad" : category === high ? "good" : "mid";
  return { number: score, tone, ...COLOURS[tone] };
}

type Dated = Pick<Case, "dueAt" | "contactDueAt" | "contactedAt" | "waitingSince" | "isActive">;

/** How times are told: each with its zone, unless that is said once for all of them. */
export interface TellingTime {
  now: Date;
  zone: string;
  isZoneSaid?: boolean;
}

/** "First contact is due Tue 1 Sep, 14:00 (Madrid time)"; null when nothing is due. */
export function dueWords(theCase: Dated, telling: TellingTime): string | null {
  const { dueAt, contactDueAt, contactedAt, waitingSince, isActive } = theCase;
  if (!isActive) return "It is resolved";
  if (waitingSince) return `We wait for the customer since ${timeWords(waitingSince, telling)}`;
  if (!dueAt) return null;
  const what = contactedAt || !contactDueAt ? "Resolution" : "First contact";
  return `${what} ${dueAt <= telling.now ? "was" : "is"} due ${timeWords(dueAt, telling)}`;
}

/** "Madrid time". */
export function placeWords(zone: string): string {
  return zone.includes("/") ? `${zone.split("/").at(-1)!.replaceAll("_", " ")} time` : zone;
}

function timeWords(at: Date, { zone, isZoneSaid }: TellingTime): string {
  const time = DateTime.fromJSDate(at, { zone }).setLocale("en").toFormat("ccc d LLL, HH:mm");
  return isZoneSaid ? time : `${time} (${placeWords(zone)})`;
}
