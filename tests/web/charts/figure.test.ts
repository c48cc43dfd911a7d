import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import Handlebars from "handlebars";
import { breakdownChart, distributionChart, trendChart, type Chart } from "../../../src/web/charts/charts.js";
import { presentFigure } from "../../../src/web/charts/presentFigure.js";
import { VIEWS_FOLDER } from "../../../src/lib/templates.js";
import { aTrend, HOSTILE } from "./examples.js";

const partial = Handlebars.compile(readFileSync(`${VIEWS_FOLDER}partials/charts/figure.hbs`, "utf8"));

async function show(chart: Chart): Promise<string> {
  return partial(await presentFigure("fig", chart));
}

async function picture(chart: Chart, place = 0): Promise<string> {
  const figure = await presentFigure("fig", chart);
  return figure.pictures![place]!.markup;
}

/** The line of the scores: its colour is also that of the dots, its width only its own. */
function lineOf(markup: string): string {
  return markup.match(/<path d="([^"]*)"[^>]*stroke="var\(--accent\)"[^>]*stroke-width="2"/)?.[1] ?? "";
}

/** Colours of its own that a picture shows; the shape of a clipping path is not seen. */
function colours(markup: string): string[] {
  return markup.replace(/<clipPath[\s\S]*?<\/clipPath>/g, "").match(/="(#|rgb)[^"]*"/g) ?? [];
}

const teams = (label: string) => ({
  title: "By team",
  metric: "nps" as const,
  dimension: "Team",
  overall: 40,
  groups: [
    { label, score: 60, low: 40, high: 75, responses: 90, href: "/responses?team=a" },
    { label: "South", score: -10, low: -30, high: 12, responses: 51 },
  ],
});

describe("a trend", () => {
  it("leaves a gap where nobody answered, instead of a line through it or a zero", async () => {
    const line = lineOf(await picture(trendChart(aTrend([10, 20, null, 30, 40]))));
    expect(line.match(/M/g)).toHaveLength(2);
    expect(line.match(/[ML]/g)).toHaveLength(4);
  });

  it("shows one lone answer as a dot with its interval", async () => {
    const markup = await picture(trendChart(aTrend([51])));
    expect(markup).toMatch(/<circle|<path[^>]*fill="var\(--accent\)"/);
    expect(markup).not.toContain("NaN");
  });

  it("says in a sentence that nobody answered, instead of an empty picture", async () => {
    const html = await show(trendChart(aTrend([null, null])));
    expect(html).toContain("Nobody answered in this period");
    expect(html).not.toContain("<svg");
  });

  it("tells a screen reader where the line begins, ends and has its ends", async () => {
    const html = await show(trendChart(aTrend([10, null, -5, 44])));
    expect(html).toContain('role="img" aria-labelledby="fig-wide-t fig-wide-d"');
    expect(html).toContain(
      "First 10 (1 Jan 2037), last 44 (4 Jan 2037), lowest −5 (3 Jan 2037), highest 44 (4 Jan 2037). 1\u00a0day without answers.",
    );
  });

  it("has all figures in a table too, each day a link to its answers", async () => {
    const html = await show(trendChart(aTrend([10, null])));
    expect(html).toContain(
      '<th scope="row"><a href="/responses?from&#x3D;2037-01-01&amp;to&#x3D;2037-01-01">1 Jan 2037</a></th><td>10</td><td>−10 to 25</td><td>12</td>',
    );
    expect(html).toContain('<th scope="row">2 Jan 2037</th><td>–</td><td>–</td><td>0</td>');
  });

  it("leads from a point to its answers, and from none where nobody answered", async () => {
    const figure = await presentFigure("fig", trendChart(aTrend([10, null, 20])));
    expect(figure.pictures![0]!.hits.map(({ href }) => href)).toEqual([
      "/responses?from=2037-01-01&to=2037-01-01",
      "/responses?from=2037-01-03&to=2037-01-03",
    ]);
    expect(figure.pictures![0]!.hits[0]!.title).toBe("1 Jan 2037: 10 (−10 to 25), 12\u00a0answers");
  });

  it("numbers what happened in the period and leaves out what did not", async () => {
    const events = [
      { day: "2037-01-03", label: "version 3" },
      { day: "2036-05-01", label: "version 1" },
      { day: "2037-01-02", label: "version 2" },
    ];
    const figure = await presentFigure("fig", trendChart(aTrend([10, 20, 30], { events })));
    expect(figure.notes).toEqual(["1: 2 Jan 2037, version 2", "2: 3 Jan 2037, version 3"]);
  });

  it.each([1, 2, 62, 365, 730])(
    "can be drawn with %d points, as a page has it and on a phone",
    async (count) => {
      const scores = Array.from({ length: count }, (_, index) =>
        index % 11 === 3 ? null : Math.round(90 * Math.sin(index)),
      );
      for (const place of [0, 1]) {
        const markup = await picture(trendChart(aTrend(scores)), place);
        expect(markup).not.toMatch(/NaN|undefined|Infinity/);
        expect(markup).not.toMatch(/<style|style=|class=|<script/);
      }
    },
  );

  it.each([
    [100, 100],
    [-100, -100],
    [0, 0],
  ])("stays within what a score can be, at %d", async (one, other) => {
    const markup = await picture(trendChart(aTrend([one, other, one])));
    expect(markup).not.toMatch(/>−?1[1-9]\d</);
    expect(markup).not.toContain("NaN");
  });

  it("takes the colours of the page, so that it turns dark with it", async () => {
    const markup = await picture(trendChart(aTrend([10, 20])));
    expect(markup).toContain("var(--accent)");
    expect(colours(markup)).toEqual([]);
  });
});

describe("a distribution", () => {
  const bars = [5, 1, 9, 40, 1200].map((count, index) => ({
    score: index + 1,
    count,
    href: `/r?s=${index + 1}`,
  }));

  it("tells categories apart by pattern as well as by colour", async () => {
    const markup = await picture(distributionChart({ title: "Answers", metric: "csat", bars }));
    expect(markup.match(/<pattern/g)!.length).toBeGreaterThanOrEqual(2);
    expect(colours(markup)).toEqual([]);
  });

  it("says each category with its share", async () => {
    const chart = distributionChart({ title: "Answers", metric: "csat", bars });
    expect(chart.description).toBe(
      "1,255\u00a0answers: 1,240 satisfied (99\u00a0%), 9 neutral (1\u00a0%), 6 dissatisfied (0\u00a0%). Most often 5, 1,200\u00a0times.",
    );
    expect(await picture(chart)).toContain(">99\u00a0%<");
  });

  it("says that nobody answered", async () => {
    const none = bars.map((bar) => ({ ...bar, count: 0 }));
    const html = await show(distributionChart({ title: "Answers", metric: "csat", bars: none }));
    expect(html).toContain("Nobody answered");
  });

  it("keeps the patterns of two pictures on one page apart", async () => {
    const names = async (chart: Chart) => (await picture(chart)).match(/id="[^"]+"/g)!;
    const one = await names(distributionChart({ title: "Answers", metric: "csat", bars }));
    const other = await names(
      distributionChart({ title: "Answers", metric: "csat", bars: bars.toReversed() }),
    );
    expect(one.filter((name) => other.includes(name))).toEqual([]);
  });
});

describe("a breakdown", () => {
  it("escapes names, whatever they are made of", async () => {
    const html = await show(breakdownChart(teams(HOSTILE)));
    expect(html).not.toMatch(/<script|"><sc/);
    expect(html).toContain("zr0-p0"); // only names of ours are rewritten
  });

  it("draws the interval of each group and the score of all", async () => {
    const markup = await picture(breakdownChart(teams("North")));
    expect(markup).toContain(">North<");
    expect(markup).toContain(">All 40<");
    expect(markup.match(/stroke-width="8"/g)).toHaveLength(2);
  });

  it("shortens a long name in the picture and keeps it whole in the table", async () => {
    const name = "A team with a name that is much longer than its column";
    const html = await show(breakdownChart(teams(name)));
    expect(html).toContain("A team with a name that is mu…");
    expect(html).toContain(name);
  });

  it("says that there is nothing to compare", async () => {
    const html = await show(breakdownChart({ ...teams("North"), groups: [] }));
    expect(html).toContain("There are no groups to compare.");
  });
});
