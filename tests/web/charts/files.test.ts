import { describe, expect, it } from "@jest/globals";
import { toCsv } from "../../../src/lib/csv.js";
import { breakdownChart, distributionChart, trendChart } from "../../../src/web/charts/charts.js";
import { toSvgFile } from "../../../src/web/charts/toSvgFile.js";
import { aTrend, HOSTILE } from "./examples.js";

describe("a picture as a file", () => {
  it("stands alone: white ground, own colours and fonts, title and description", async () => {
    const file = await toSvgFile(trendChart(aTrend([10, 20], { title: "NPS by day" })), "Support call");
    expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(file).toContain('<title id="t">NPS by day: Support call</title>');
    expect(file).toContain("<desc");
    expect(file).toContain('fill="#ffffff"');
    expect(file).toContain("sans-serif");
    expect(file).not.toContain("var(");
  });

  it("says what the numbered marks mean", async () => {
    const events = [{ day: "2037-01-02", label: `version 2 of ${HOSTILE}` }];
    const file = await toSvgFile(trendChart(aTrend([10, 20], { events })), "Visit");
    expect(file).toContain(">1: 2 Jan 2037, version 2 of &quot;&gt;&lt;script&gt;");
    expect(file).not.toContain("<script");
  });

  it("can be read by a program however strange a title is", async () => {
    const file = await toSvgFile(trendChart(aTrend([1], { title: "a\u0000b\u001bc]]>&" })), "Visit");
    expect(file).toContain(">abc]]&gt;&amp;<");
  });

  it("is a sentence when nobody answered", async () => {
    const file = await toSvgFile(trendChart(aTrend([null])), "Visit");
    expect(file).toContain("Nobody answered in this period");
    expect(file).not.toContain("NaN");
  });
});

describe("figures as CSV", () => {
  it("leaves a cell empty where nobody answered", () => {
    const { csv } = trendChart(aTrend([37.25, null])).table;
    expect(toCsv(csv.columns, csv.rows)).toBe(
      "from,to,score,interval_low,interval_high,answers\n" +
        "2037-01-01,2037-01-01,37.25,17.25,52.25,12\n" +
        "2037-01-02,2037-01-02,,,,0\n",
    );
  });

  it("names the category of each score", () => {
    const bars = [3, 4, 5].map((score) => ({ score, count: score }));
    const { csv } = distributionChart({ title: "", metric: "csat", bars }).table;
    expect(toCsv(csv.columns, csv.rows)).toBe(
      "score,category,answers\n3,neutral,3\n4,satisfied,4\n5,satisfied,5\n",
    );
  });

  it("runs nothing that a team is called", () => {
    const group = { label: "=HYPERLINK(1)", score: -5, low: null, high: null, responses: 6 };
    const { csv } = breakdownChart({
      title: "",
      metric: "nps",
      dimension: "Team",
      overall: null,
      groups: [group],
    }).table;
    expect(toCsv(csv.columns, csv.rows)).toContain("Team,'=HYPERLINK(1),-5,,,6\n");
  });
});
