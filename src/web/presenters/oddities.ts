import { marksIn } from "../../domain/responses/rules.js";
import type { UnconfirmedClick } from "../../records/invitation.js";
import type { ResponseFlag } from "../../records/response.js";

const FLAGS: Record<ResponseFlag, string> = {
  seconds_after_delivery: "answered within seconds of delivery",
  scanner: "by a program, not a browser",
  shared_address: "many customers from one address",
};

const MARKS: Record<ReturnType<typeof marksIn>[number], string> = {
  head: "asked for no page",
  scanner: "a known scanner",
  seconds_after_delivery: "within two seconds of delivery",
  several_scores: "several scores within seconds",
};

/** "Perhaps a script: answered within seconds of delivery", or undefined when nothing is odd. */
export function flagsInWords(flags: readonly ResponseFlag[] = []): string | undefined {
  return flags.length > 0 ? `Perhaps a script: ${flags.map((one) => FLAGS[one]).join(", ")}` : undefined;
}

/** What speaks for a machine behind the clicks, in words; undefined when nothing does. */
export function marksInWords(clicks: readonly UnconfirmedClick[]): string | undefined {
  const marks = marksIn(clicks);
  return marks.length > 0 ? marks.map((one) => MARKS[one]).join(", ") : undefined;
}
