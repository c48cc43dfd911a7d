import { RESPONSE_FLAGS, type ResponseFlag } from "../../records/response.js";
import { clearOnes, compareShares, type Share } from "../metrics/compareRules.js";

/** In the order in which they are told. */
export const ODDITY_KINDS = ["coverage", "undelivered", "readdressed", ...RESPONSE_FLAGS] as const;

/** Fewer asked than elsewhere; or more undelivered, asked at a changed address, or flagged than elsewhere. */
export type OddityKind = "coverage" | "undelivered" | "readdressed" | ResponseFlag;

/** Who is compared with others of their kind. */
export interface Compared {
  of: "agent" | "touchpoint";
  id: string;
  /** Compared with the rest of it, where that is enough. */
  team?: string;
  /** By touchpoint: calls and visits are asked about differently, whoever answers or comes. */
  at: ReadonlyMap<string, Shares>;
}

export type Shares = Partial<Record<OddityKind, Share>>;

export interface Finding {
  kind: OddityKind;
  of: Compared["of"];
  id: string;
  seen: Share;
  /** The same of the others, without the one it is about. */
  rest: Share;
  /** The rest of their team, or everybody else. */
  against: "team" | "everybody";
  /** Percentage points, seen less rest. */
  difference: number;
  pValue: number;
}

interface Bar {
  /** Which way is odd. */
  isOdd: (difference: number) => boolean;
  /** Below so many on either side nothing is tested. */
  leastWhole: number;
  /** So many cases at least, and so many percentage points: what is certain may still not matter. */
  leastPart: number;
  leastDifference: number;
}

const less = (difference: number) => difference < 0;
const more = (difference: number) => difference > 0;

const FLAGGED: Bar = { isOdd: more, leastWhole: 10, leastPart: 5, leastDifference: 10 };

const BARS: Record<OddityKind, Bar> = {
  coverage: { isOdd: less, leastWhole: 30, leastPart: 0, leastDifference: 10 },
  undelivered: { isOdd: more, leastWhole: 30, leastPart: 5, leastDifference: 5 },
  readdressed: { isOdd: more, leastWhole: 30, leastPart: 5, leastDifference: 5 },
  seconds_after_delivery: FLAGGED,
  scanner: FLAGGED,
  shared_address: FLAGGED,
};

/**
 * What is clearly different from the others at the same touchpoints. All tests are judged together (Benjamini, Hochberg): how large a
 * difference is, and which way it goes, is asked only afterwards, so that nothing is tested less for it.
 */
export function findOdd(compared: readonly Compared[]): Finding[] {
  const tests = ODDITY_KINDS.flatMap((kind) => compared.flatMap((one) => testOf(kind, one, compared)));
  const clear = clearOnes(tests.map(({ pValue }) => pValue));
  return tests
    .filter((one, place) => clear[place] && matters(one))
    .sort((a, b) => ODDITY_KINDS.indexOf(a.kind) - ODDITY_KINDS.indexOf(b.kind) || a.pValue - b.pValue);
}

function testOf(kind: OddityKind, one: Compared, all: readonly Compared[]): Finding[] {
  const others = all.filter(({ of, id }) => of === one.of && id !== one.id);
  const mates = one.team === undefined ? [] : others.filter(({ team }) => team === one.team);
  const ofTeam = faceOthers(kind, one, mates);
  const pair = ofTeam ?? faceOthers(kind, one, others);
  // What hardly ever occurs anywhere cannot be odd with anybody: known without looking at who has it, so no test is lost.
  if (!pair || pair.seen.part + pair.rest.part < BARS[kind].leastPart) return [];
  const { difference, pValue } = compareShares(pair.seen, pair.rest);
  const against = ofTeam ? "team" : "everybody";
  return [{ kind, of: one.of, id: one.id, ...pair, against, difference: difference!, pValue: pValue! }];
}

/** One and the others at the touchpoints that they share; null where either side has too little there. */
function faceOthers(kind: OddityKind, one: Compared, others: readonly Compared[]) {
  const shared = [...one.at.keys()].filter((place) => others.some(({ at }) => at.has(place)));
  const seen = sumShares(kind, [one], shared);
  const rest = sumShares(kind, others, shared);
  return Math.min(seen.whole, rest.whole) < BARS[kind].leastWhole ? null : { seen, rest };
}

function sumShares(kind: OddityKind, ones: readonly Compared[], places: readonly string[]): Share {
  const total = { part: 0, whole: 0 };
  for (const { at } of ones) {
    for (const place of places) {
      const share = at.get(place)?.[kind];
      total.part += share?.part ?? 0;
      total.whole += share?.whole ?? 0;
    }
  }
  return total;
}

function matters({ kind, seen, difference }: Finding): boolean {
  const { isOdd, leastPart, leastDifference } = BARS[kind];
  return isOdd(difference) && Math.abs(difference) >= leastDifference && seen.part >= leastPart;
}
