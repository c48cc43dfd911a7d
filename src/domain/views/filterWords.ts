import type { InvitationChannel } from "../../records/channel.js";
import type { ResponseFilter } from "../../records/responseFilter.js";

/** What keys and ids are called. A map that is absent knows nothing, and nothing is missing from it. */
export interface FilterNames {
  touchpoints: ReadonlyMap<string, string>;
  teams?: ReadonlyMap<string, string>;
  agents?: ReadonlyMap<string, string>;
  tags?: ReadonlySet<string>;
}

const CHANNELS: Record<InvitationChannel, string> = {
  email: "email",
  sms: "SMS",
  link: "link",
  website: "website",
  kiosk: "kiosk",
};

/** What a filter means: "NPS answers for Installation or Support call, of team North, where the customer’s plan is gold". */
export function filterInWords(filter: ResponseFilter, names: FilterNames): string {
  const { touchpoints, metric, categories, teams, agents, channels, languages, tags, sentiments } = filter;
  const parts = [
    metric
      ? `${metric.toUpperCase()} answers`
      : touchpoints?.length || hasMore(filter)
        ? "Answers"
        : "All answers",
    ...given(categories, (all) => `in category ${either(all)}`),
    ...given(touchpoints, (all) => `for ${either(all.map((one) => names.touchpoints.get(one) ?? one))}`),
    ...given(teams, (all) => `of team ${either(all.map((one) => names.teams?.get(one) ?? one))}`),
    ...given(agents, (all) => `of agent ${either(all.map((one) => names.agents?.get(one) ?? one))}`),
    ...given(channels, (all) => `by ${either(all.map((one) => CHANNELS[one]))}`),
    ...given(languages, (all) => `in language ${either(all)}`),
    ...given(tags, (all) => `tagged ${either(all.map(quoted))}`),
    ...given(sentiments, (all) => `that sound ${either(all)}`),
    ...(filter.properties ?? []).map(
      ({ of, name, values }) => `where the ${of}’s ${name} is ${either(values)}`,
    ),
    ...(filter.hasComment === undefined ? [] : [filter.hasComment ? "with a comment" : "without a comment"]),
    ...(filter.text ? [`whose comment says ${quoted(filter.text)}`] : []),
    ...(filter.customer ? [`of customer ${filter.customer}`] : []),
  ];
  const [what, ...which] = parts;
  return which.length === 0 ? what! : `${what} ${which.join(", ")}`;
}

export interface MissingPart {
  what: "touchpoint" | "team" | "tag";
  value: string;
}

/** What a filter names and nobody has any more. */
export function listMissing({ touchpoints, teams, tags }: ResponseFilter, names: FilterNames): MissingPart[] {
  const missing = (
    what: MissingPart["what"],
    values: readonly string[] | undefined,
    known: { has(value: string): boolean } | undefined,
  ) => (known ? (values ?? []).filter((value) => !known.has(value)).map((value) => ({ what, value })) : []);
  return [
    ...missing("touchpoint", touchpoints, names.touchpoints),
    ...missing("team", teams, names.teams),
    ...missing("tag", tags, names.tags),
  ];
}

/** "Touchpoint installation does not exist any more." */
export function missingInWords({ what, value }: MissingPart): string {
  if (what === "tag") return `No answer has the tag “${value}” any more.`;
  return `${what === "team" ? "Team" : "Touchpoint"} ${value} does not exist any more.`;
}

function hasMore(filter: ResponseFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

function given<T>(values: readonly T[] | undefined, words: (values: readonly T[]) => string): string[] {
  return values && values.length > 0 ? [words(values)] : [];
}

function quoted(text: string): string {
  return `“${text}”`;
}

/** "A", "A or B", "A, B or C" */
function either(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}
