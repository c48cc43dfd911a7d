import type { Context } from "../context.js";
import type { Period } from "../metrics/spanRules.js";
import type { ViewScore } from "../views/readViewScores.js";
import type { DigestView } from "./readDigestView.js";
import { lookOfScore, type Reader } from "./rowLook.js";
import { apart, writtenPeriod } from "./writtenRules.js";

/** A saved view as rows under its name, with links to the same answers. */
export function lookOfView(
  { baseUrl }: Context,
  reader: Reader,
  { view, scores, period }: DigestView & { period: Period },
) {
  const { language, texts } = reader;
  const { from, to } = period;
  const address = (path: string, query: Record<string, string>) =>
    `${baseUrl}${path}?${new URLSearchParams(query).toString()}`;
  const name = apart(language, view.name);
  const href = address(`/views/${encodeURIComponent(view.key)}`, { from, to });
  const toRow = ({ metric, isScored, current, previous, change }: ViewScore) => {
    const place = { view: view.key, metric, from, to };
    const look = lookOfScore(reader, {
      metric,
      isScored,
      responses: current.responses,
      score: isScored ? current.score : null,
      interval: isScored ? current.interval : null,
      inCategories: current.categories,
      before: isScored ? previous : null,
      change,
    });
    return {
      ...look,
      name,
      href,
      answersHref: address("/responses", place),
      segments: look.segments.map((one) => ({
        ...one,
        href: address("/responses", { ...place, category: one.category }),
      })),
      asks: { rate: null, asked: null },
    };
  };
  return {
    title: `${texts.view}: ${name}`,
    href,
    compared: texts.comparedWith(writtenPeriod(language, scores.previousPeriod)),
    rows: scores.rows.filter(({ current }) => current.responses > 0).map(toRow),
  };
}
