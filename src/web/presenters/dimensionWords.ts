import type { InvitationChannel } from "../../records/channel.js";
import type { Team } from "../../records/team.js";
import { channelInWords } from "./reasons.js";

const WORDS: Record<string, string> = {
  team: "Team",
  agent: "Agent",
  channel: "Channel",
  language: "Language",
};

const languages = new Intl.DisplayNames(["en"], { type: "language" });

/** "Team", "Plan (customer)": what scores are broken down by. */
export function dimensionWord(dimension: string): string {
  const { of, name } = propertyOf(dimension);
  return WORDS[dimension] ?? `${capital(name)} (${of})`;
}

/** What a group is called: teams and languages by their names, ways to answer in words. */
export function groupWord(
  dimension: string,
  { value, label }: { value: string; label: string },
  teams: readonly Pick<Team, "key" | "name">[],
): string {
  if (dimension === "team") return teams.find(({ key }) => key === value)?.name ?? label;
  if (dimension === "channel") return capital(channelInWords(value as InvitationChannel) ?? label);
  if (dimension === "language") return languageWord(value);
  return label;
}

/** The parameter of an address of responses that means a group. */
export function groupQuery(dimension: string, value: string): Record<string, string> {
  return WORDS[dimension] ? { [dimension]: value } : { property: `${dimension}=${value}` };
}

function propertyOf(dimension: string): { of: string; name: string } {
  const dot = dimension.indexOf(".");
  return { of: dimension.slice(0, dot), name: dimension.slice(dot + 1) };
}

/** Anything may stand as a language in old records: what is none is shown as it is. */
function languageWord(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
