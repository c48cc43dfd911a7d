import { describe, expect, it } from "@jest/globals";
import { clearFalls, measureOf } from "../../../src/domain/alerts/measureRules.js";
import { stepOf } from "../../../src/domain/alerts/states.js";
import { addDays } from "../../../src/lib/timeZone.js";
import type { AlertState } from "../../../src/records/alert.js";

const YEAR_DAYS = 365;

/** Numbers from 0 to 1 that are the same in each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Day {
  low: number;
  mid: number;
  high: number;
}

/** A day's answers when half of the customers are promoters and a fifth detractors. */
function answersOfDay(random: () => number, share = { high: 0.5, mid: 0.3 }): Day {
  const day = { low: 0, mid: 0, high: 0 };
  const count = 10 + Math.floor(random() * 20);
  for (let answer = 0; answer < count; answer += 1) {
    const value = random();
    day[value < share.high ? "high" : value < share.high + share.mid ? "mid" : "low"] += 1;
  }
  return day;
}

function sum(days: readonly Day[]): Day {
  const total = { low: 0, mid: 0, high: 0 };
  for (const day of days) {
    total.low += day.low;
    total.mid += day.mid;
    total.high += day.high;
  }
  return total;
}

/** A year of mornings: on which days whose alert was told. `touchpoints` have one line of days each. */
function live(touchpoints: readonly Day[][], window: number): { day: number; touchpoint: number }[] {
  const states: AlertState[] = touchpoints.map(() => ({ is: "fine" }));
  const told: { day: number; touchpoint: number }[] = [];
  for (let day = 2 * window; day < touchpoints[0]!.length; day += 1) {
    const today = addDays("2037-01-01", day);
    const measures = touchpoints.map((days) =>
      measureOf(
        { from: "", to: "", counts: sum(days.slice(day - window, day)) },
        { from: "", to: "", counts: sum(days.slice(day - 2 * window, day - window)) },
        "nps",
      ),
    );
    clearFalls(measures).forEach((isClearFall, touchpoint) => {
      const step = stepOf(states[touchpoint]!, { isClearFall, today, days: window });
      states[touchpoint] = step.state;
      if (step.isTold) told.push({ day, touchpoint });
    });
  }
  return told;
}

describe("a year of alerts on scores", () => {
  it.each([7, 28])("says next to nothing about 20 scores that stay the same, with %s days", (window) => {
    const years = 5;
    let told = 0;
    for (let year = 0; year < years; year += 1) {
      const random = chance(year + 1);
      const touchpoints = Array.from({ length: 20 }, () =>
        Array.from({ length: YEAR_DAYS + 2 * window }, () => answersOfDay(random)),
      );
      told += live(touchpoints, window).length;
    }
    expect(told / years).toBeLessThanOrEqual(1);
  });

  it.each([7, 28])("tells of a real fall once, within %s days, and of the next one again", (window) => {
    const random = chance(42);
    const bad = { high: 0.2, mid: 0.3 };
    const worse = { high: 0.02, mid: 0.1 };
    const falls = [100, 250];
    const touchpoints = Array.from({ length: 20 }, (_, place) =>
      Array.from({ length: YEAR_DAYS }, (_unused, day) =>
        answersOfDay(random, place > 0 || day < falls[0]! ? undefined : day < falls[1]! ? bad : worse),
      ),
    );
    const days = live(touchpoints, window)
      .filter(({ touchpoint }) => touchpoint === 0)
      .map(({ day }) => day);
    expect(days).toHaveLength(2);
    days.forEach((day, place) => {
      expect(day).toBeGreaterThan(falls[place]!);
      expect(day).toBeLessThanOrEqual(falls[place]! + window + 1);
    });
  });
});
