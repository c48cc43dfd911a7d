import { addDays } from "../../lib/timeZone.js";
import type { AlertState } from "../../records/alert.js";

/** What a day's judgement makes of an alert, and whether people are told now. */
export interface Step {
  state: AlertState;
  isTold: boolean;
}

/**
 * A fall is told once it was seen on an earlier day and still is: fine -> suspected -> told. Told lasts as long as the
 * days that are compared can contain that fall, twice their number: what is seen until then is the same fall seen again.
 * What is seen afterwards is another one. Nobody is told of an end: low compared with low is no fall, and no recovery.
 */
export function stepOf(
  state: AlertState,
  { isClearFall, today, days }: { isClearFall: boolean; today: string; days: number },
): Step {
  if (state.is === "told" && today < quietUntil(state, days)!) return { state, isTold: false };
  if (!isClearFall) return { state: { is: "fine" }, isTold: false };
  if (state.is !== "suspected") return { state: { is: "suspected", since: today }, isTold: false };
  const isLater = state.since! < today;
  return { state: { is: isLater ? "told" : "suspected", since: state.since! }, isTold: isLater };
}

/** The day from which another fall can be told; null unless one was told. */
export function quietUntil({ is, since }: AlertState, days: number): string | null {
  return is === "told" ? addDays(since!, 2 * days) : null;
}
