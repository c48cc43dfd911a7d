import type { Case, CaseChange, CaseNote } from "../../records/case.js";
import type { CauseChoice } from "../../domain/cases/readCauses.js";
import { failureInWords } from "../../domain/cases/replyRules.js";
import { OUTCOME_WORDS, RESULT_WORDS } from "./caseWords.js";
import { presentInstant } from "./dates.js";

export interface LogFacts {
  theCase: Case;
  notes: CaseNote[];
  causes: CauseChoice[];
  /** A user's name; of whoever has left too. */
  nameOf(user: string | undefined): string;
  zone: string;
}

/** What we did about a case, newest first: what happened to it, and what people found out. */
export function presentLog({ theCase, notes, causes, nameOf, zone }: LogFacts) {
  const changes = theCase.changes.map((change) => ({
    at: change.at,
    tone: toneOf(change),
    title: titleOf(change, theCase, { causes, nameOf }),
    text: change.text,
    isNote: false,
  }));
  const found = notes.map((note) => ({
    at: note.at,
    tone: "note",
    title: `${nameOf(note.by)} noted`,
    text: note.text,
    isNote: true,
  }));
  // Two changes of one instant stand in the order in which they were made, which the time alone does not tell.
  return [...changes, ...found]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .reverse()
    .map(({ at, ...entry }) => ({ ...entry, at: presentInstant(at, zone) }));
}

function toneOf({ kind, result }: CaseChange): string {
  if (kind === "resolved" || (kind === "contacted" && result === "reached")) return "good";
  return kind === "escalated" || kind === "reopened" || kind === "reply_failed" ? "bad" : "";
}

function titleOf(
  { kind, by, about, result, reason }: CaseChange,
  { cause, outcome }: Case,
  { causes, nameOf }: Pick<LogFacts, "causes" | "nameOf">,
): string {
  const who = nameOf(by);
  switch (kind) {
    case "opened":
      return "Case opened";
    case "joined":
      return "The customer answered again";
    case "taken":
      return `${who} took the case`;
    case "assigned":
      return by ? `${who} gave the case to ${nameOf(about)}` : `Given to ${nameOf(about)}`;
    case "released":
      return `${who} gave the case back to everybody`;
    case "contacted":
      return `${who} called: ${RESULT_WORDS[result!].toLowerCase()}`;
    case "replied":
      return `${who} wrote to the customer`;
    case "reply_failed":
      return `The message could not be delivered: ${failureInWords(reason!)}`;
    case "received":
      return "The customer wrote";
    case "waiting":
      return `${who} waits for the customer: the clock stands`;
    case "resumed":
      return by ? `${who} no longer waits: the clock goes on` : "The clock goes on";
    case "escalated":
      return "Time is over: managers were told";
    case "resolved": {
      const path = causes.find(({ key }) => key === cause)?.path ?? cause;
      return `${who} resolved the case${outcome ? `: ${OUTCOME_WORDS[outcome].toLowerCase()} (${path})` : ""}`;
    }
    case "reopened":
      return by ? `${who} opened the case again` : "The case was opened again";
    case "asked_again":
      return "The customer was asked again";
    case "answered_again":
      return "The customer said how it is now";
  }
}
