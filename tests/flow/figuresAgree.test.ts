import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import type { Metric } from "../../src/records/metric.js";
import { presentScoreNumber } from "../../src/web/presenters/numbers.js";
import { configure } from "../build.js";
import { answered } from "../domain/digests/arrange.js";
import { textOf } from "../web/console/pages.js";
import { createWorld, type World } from "../world.js";

/** How often each score was given at a touchpoint in the week before, and in the last week. */
const WEEKS: { touchpoint: string; metric: Metric; before: number[]; now: number[] }[] = [
  {
    touchpoint: "support-call",
    metric: "nps",
    before: [0, 1, 0, 2, 0, 0, 3, 5, 4, 20, 25],
    now: [9, 4, 3, 7, 2, 1, 6, 4, 5, 6, 8],
  },
  { touchpoint: "visit", metric: "csat", before: [4, 3, 6, 9, 13], now: [3, 4, 5, 11, 14] },
  { touchpoint: "renewal", metric: "ces", before: [2, 1, 0, 1, 2, 1, 3], now: [0, 0, 1, 2, 3, 5, 4] },
];

const WEEK = "from=2037-08-31&to=2037-09-06";

interface Figures {
  answers: number;
  score: string;
  interval: string;
  change: string;
}

describe("the figures of a week", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("are the same on the page, in the API, in the files and in the mail", async () => {
    await configure(world);
    for (const { touchpoint, metric, before, now } of WEEKS) {
      await world.api("put", `/v1/touchpoints/${touchpoint}`, { name: `At ${touchpoint}`, stage: "use" });
      await answered(byScore(metric, before), { touchpoint, metric, day: "2037-08-26" });
      await answered(byScore(metric, now), { touchpoint, metric, day: "2037-09-02" });
    }
    world.clock.set("2037-09-07T08:00:00Z");
    const mara = await world.signIn(world.mara);
    const page = textOf((await mara.get(`/?${WEEK}`)).text);
    const { body } = await world.api("get", `/v1/touchpoints/scores?${WEEK}`);
    const scores = table((await mara.get(`/scores.csv?${WEEK}`)).text);
    const answers = table((await mara.get(`/responses.csv?${WEEK}`)).text);
    const mail = textOf((await mara.get("/account/score-digest/mail?cadence=weekly")).text);

    for (const { touchpoint, metric, now } of WEEKS) {
      const row = body.touchpoints.find((one: { touchpoint: string }) => one.touchpoint === touchpoint);
      expect(row.counts).toEqual(now);
      const told = fromApi(row);
      expect(fromFile(scores.find((one) => one["touchpoint"] === touchpoint)!)).toEqual(told);
      const given = answers.filter((one) => one["touchpoint"] === touchpoint);
      expect(given.map((one) => Number(one["score"])).toSorted((a, b) => a - b)).toEqual(
        Object.entries(byScore(metric, now)).flatMap(([score, times]) => Array(times).fill(Number(score))),
      );
      const rowIn = (text: string) => text.slice(text.lastIndexOf(`At ${touchpoint} `));
      expect(rowIn(page)).toMatch(onPage(told));
      expect(rowIn(mail)).toMatch(inMail(told));
    }
  });
});

function byScore(metric: Metric, times: readonly number[]): Record<number, number> {
  const first = metric === "nps" ? 0 : 1;
  return Object.fromEntries(times.map((count, index) => [index + first, count]));
}

function table(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true });
}

function fromApi(row: {
  responses: number;
  score: number;
  interval: { low: number; high: number };
  change: { verdict: string; difference: number };
}): Figures {
  return figures(row.responses, row.score, row.interval, row.change.verdict);
}

function fromFile(row: Record<string, string>): Figures {
  const interval = { low: Number(row["interval_low"]), high: Number(row["interval_high"]) };
  return figures(Number(row["answers"]), Number(row["score"]), interval, row["change"]!);
}

/** As they are shown: rounded once. */
function figures(
  answers: number,
  score: number,
  { low, high }: { low: number; high: number },
  change: string,
): Figures {
  return {
    answers,
    score: presentScoreNumber(score),
    interval: `${presentScoreNumber(low)} to ${presentScoreNumber(high)}`,
    change: change.replaceAll("_", " "),
  };
}

function onPage({ answers, score, interval, change }: Figures): RegExp {
  return new RegExp(
    `^At \\S+ [^]*? Score ${score}( %)? interval ${interval} · ${answers} answers [^]*?[.] [▼ ]*${change} `,
  );
}

function inMail({ answers, score, interval, change }: Figures): RegExp {
  const shown = `${change} \\(before: [^)]*\\) \\w+ ${score}( %)? ■[^]*?`;
  return new RegExp(`^At \\S+ [▼ ]*${shown} ${answers} answers · 95 % sure: ${interval} `);
}
