import { faultInWords, sideInWords } from "../../domain/alerts/alertWords.js";
import type { Alert, AlertMeasure } from "../../records/alert.js";
import { signed } from "./changeWords.js";

type Watched = Pick<Alert, "kind" | "view" | "touchpoint" | "metric">;

/** What an alert about a moving number sees: both sides, and whether it clearly fell. */
export function presentMeasure(watched: Watched, measure: AlertMeasure, isClearFall: boolean) {
  const { current, previous, difference, fault } = measure;
  const isCounted = current.counts !== undefined || current.share !== undefined;
  return {
    fault: fault ? faultInWords(fault, watched) : null,
    verdict: fault
      ? null
      : isClearFall
        ? { word: "clear fall", tone: "bad" }
        : { word: "no clear fall", tone: "good" },
    current: isCounted ? sideInWords(current, watched) : null,
    previous: isCounted ? sideInWords(previous, watched) : null,
    change:
      difference === null
        ? null
        : signed(difference, watched.kind === "score" ? (watched.metric ?? "nps") : "csat"),
  };
}
