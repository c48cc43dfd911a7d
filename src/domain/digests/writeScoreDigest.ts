import type { Message } from "../../channels/channel.js";
import { localCount } from "../../lib/localNumber.js";
import type { DigestChoice } from "../../records/digest.js";
import type { User } from "../../records/user.js";
import type { Context } from "../context.js";
import { toMail } from "../notifications/composeNoticeMail.js";
import { frameOf } from "./frameOf.js";
import type { DigestRow, ScoreDigest } from "./readScoreDigest.js";
import { lookOfView } from "./viewLook.js";
import type { DigestView } from "./readDigestView.js";
import { lookOfAsks, lookOfScore, shownScore, type Reader } from "./rowLook.js";
import { stopHeaders, stopLink } from "./stopLinks.js";
import { digestTextsIn } from "./texts/textsByLanguage.js";
import { apart, writtenPeriod, writtenShare } from "./writtenRules.js";

export interface WrittenFor {
  user: User;
  choice: Pick<DigestChoice, "language" | "stopToken">;
  digest: ScoreDigest;
  /** Of the saved view that the reader wants to see beside it. */
  view: DigestView | null;
  /** The notification's: a repeat has the same Message-ID. */
  id: string;
}

/** The mail that tells a digest, in the language of its reader. */
export function writeScoreDigest(context: Context, { user, choice, digest, view, id }: WrittenFor): Message {
  const { language } = choice;
  const reader: Reader = { language, texts: digestTextsIn(language) };
  const { texts } = reader;
  const { period, before, cadence, isEmpty, rows } = digest;
  const links = linksOf(context, user, digest);
  const stop = stopLink(context, "scores", user.id, choice.stopToken);
  const data = {
    ...frameOf(context, language),
    heading: texts.periods[cadence],
    headline: headlineOf(reader, digest),
    when: writtenPeriod(language, period),
    compared: texts.comparedWith(writtenPeriod(language, before)),
    isEmpty,
    news: digest.news.map(({ row, reason }) => ({
      href: links.scores(row),
      name: apart(language, row.name),
      words:
        reason === "low_coverage"
          ? texts.reasons.low_coverage(writtenShare(language, row.coverage))
          : changeWords(reader, row),
    })),
    groups: [
      { rows: rows.filter(({ responses }) => responses > 0).map((row) => lookOfRow(reader, row, links)) },
      ...(view ? [lookOfView(context, reader, { ...view, period })] : []),
    ].filter((group) => group.rows.length > 0),
    others: rows
      .filter(({ responses }) => responses === 0)
      .map((row) => ({ ...lookOfRow(reader, row, links), asks: lookOfAsks(reader, row) })),
    texts,
    link: links.overview,
    stop,
  };
  return toMail(context, { user, template: "scoreDigest", data, id, headers: stopHeaders(stop) });
}

/** The most important news: begins the mail and stands in its subject. */
export function headlineOf(reader: Reader, { news, rows, responses, isEmpty }: ScoreDigest): string {
  const { language, texts } = reader;
  if (isEmpty || responses === 0) return texts.noAnswers;
  const [first] = news;
  if (first) {
    const name = apart(language, first.row.name);
    return first.reason === "low_coverage"
      ? `${name}: ${texts.reasons.low_coverage(writtenShare(language, first.row.coverage))}`
      : `${name}, ${changeWords(reader, first.row)}`;
  }
  const isTested = rows.some(({ change }) => change?.verdict === "no_clear_change");
  const answers = localCount(language, responses, texts.answers);
  return isTested ? `${answers}, ${texts.verdicts.no_clear_change}` : answers;
}

/** "NPS 12, clear fall (before: 31)". */
function changeWords({ language, texts }: Reader, { metric, score, before, change }: DigestRow): string {
  const now = `${lookName(metric)} ${shownScore(language, metric, score)}`;
  const verdict = texts.verdicts[change!.verdict];
  return `${now}, ${verdict} (${texts.before(shownScore(language, metric, before?.score ?? null))})`;
}

function lookName(metric: DigestRow["metric"]): string {
  return metric.toUpperCase();
}

function lookOfRow(reader: Reader, row: DigestRow, links: ReturnType<typeof linksOf>) {
  const look = lookOfScore(reader, row);
  return {
    ...look,
    name: apart(reader.language, row.name),
    href: links.scores(row),
    answersHref: links.responses(row),
    segments: look.segments.map((one) => ({ ...one, href: links.responses(row, one.category) })),
    asks: lookOfAsks(reader, row),
  };
}

/** Into the console, with the same period and comparison; agents have no list of responses. */
function linksOf({ baseUrl }: Context, { role }: User, { cadence, period, before }: ScoreDigest) {
  const address = (path: string, query: Record<string, string>) =>
    `${baseUrl}${path}?${new URLSearchParams(query).toString()}`;
  // The pages compare with as many days before, unless they are told otherwise.
  const comparison: Record<string, string> =
    cadence === "monthly" ? { compareFrom: before.from, compareTo: before.to } : {};
  const shown = { ...period, ...comparison };
  return {
    overview: address("/", shown),
    scores: ({ touchpoint, metric }: DigestRow) =>
      address(`/touchpoints/${encodeURIComponent(touchpoint)}/scores`, { metric, ...shown }),
    responses: ({ touchpoint, metric }: DigestRow, category?: string) =>
      role === "agent"
        ? null
        : address("/responses", { touchpoint, metric, ...(category && { category }), ...period }),
  };
}
