import { STOP_WORDS } from "./stopWordRules.js";

/** In fewer answers a phrase says something about one person, not about a category. */
const FEWEST = 3;

const LONGEST = 3; // words

/** 1 % of the chi-square distribution with one degree of freedom. Many phrases are looked at: it ranks, it proves nothing. */
const CLEARLY = 6.63;

/** A comment, and whether its score is in the lowest, middle or highest category of its metric. */
export interface Said {
  text: string;
  language: string;
  level: 0 | 1 | 2;
  /** Of the customer; its words are never shown. */
  name?: string;
}

export interface Phrase {
  phrase: string;
  /** How many answers of the level have it. */
  count: number;
  /** Log-likelihood ratio. */
  weight: number;
}

/** The phrases that are clearly more frequent in one level than in the others, the most telling first, by level. */
export function tellingPhrases(said: readonly Said[], most: number): [Phrase[], Phrase[], Phrase[]] {
  const found: [Phrase[], Phrase[], Phrase[]] = [[], [], []];
  for (const language of new Set(said.map(languageOf))) {
    const own = said.filter((one) => languageOf(one) === language);
    const totals = countLevels(own);
    for (const [phrase, counts] of countPhrases(own, language))
      for (const level of [0, 1, 2] as const) {
        found[level].push({ phrase, count: counts[level], weight: weightOf(counts, totals, level) });
      }
  }
  return [pick(found[0], most), pick(found[1], most), pick(found[2], most)];
}

type Counts = [number, number, number];

/** 0 for a phrase of too few answers. */
function weightOf(counts: Counts, totals: Counts, level: 0 | 1 | 2): number {
  const count = counts[level];
  if (count < FEWEST) return 0;
  return logLikelihood(count, totals[level], sum(counts) - count, sum(totals) - totals[level]);
}

/**
 * G² of a phrase in `a` of `n` answers here and in `b` of `m` answers elsewhere; 0 where it is not more frequent here.
 * (Dunning 1993, Accurate Methods for the Statistics of Surprise and Coincidence: 2 Σ O ln(O / E) over the four cells.)
 */
export function logLikelihood(a: number, n: number, b: number, m: number): number {
  if (n === 0 || m === 0 || a / n <= b / m) return 0;
  const share = (a + b) / (n + m);
  const cell = (seen: number, expected: number) => (seen === 0 ? 0 : seen * Math.log(seen / expected));
  const present = cell(a, n * share) + cell(b, m * share);
  return 2 * (present + cell(n - a, n * (1 - share)) + cell(m - b, m * (1 - share)));
}

function countPhrases(said: readonly Said[], language: string): Map<string, Counts> {
  const all = new Map<string, Counts>();
  for (const one of said)
    for (const phrase of phrasesOf(one, language)) {
      const counts = all.get(phrase) ?? [0, 0, 0];
      counts[one.level] += 1;
      all.set(phrase, counts);
    }
  return all;
}

/** Every phrase once: one to three words of a sentence that begin and end with a word that says something. */
function phrasesOf({ text, name = "" }: Said, language: string): Set<string> {
  // People write English on pages in other languages too.
  const stops = [STOP_WORDS[language], STOP_WORDS["en"]];
  const names = new Set(wordsOf(name));
  const saysSomething = (word: string | undefined) =>
    word !== undefined && !stops.some((stop) => stop?.has(word)) && word.length > 1;
  const glue = UNSPACED.test(text) ? "" : " ";
  const found = new Set<string>();
  for (const sentence of text.split(/[.!?;:,()"“”\n\r…。！？、，]+/))
    for (const part of runsOf(wordsOf(sentence))) {
      const isTelling = saysSomething(part[0]) && saysSomething(part.at(-1));
      if (isTelling && !part.some((word) => names.has(word))) found.add(part.join(glue));
    }
  return found;
}

/** One to three words that follow each other. */
function runsOf(words: readonly string[]): string[][] {
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST, words.length - from) }, (_none, more) =>
      words.slice(from, from + more + 1),
    ),
  );
}

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['-][\p{L}\p{N}]+)*/gu;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** In lower case. Numbers alone are left out: they may be somebody's telephone. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFC").toLowerCase().replaceAll("’", "'");
  if (!UNSPACED.test(plain)) return plain.match(WORD) ?? [];
  return [...segmenter.segment(plain)]
    .filter(({ isWordLike, segment }) => isWordLike && /\p{L}/u.test(segment))
    .map(({ segment }) => segment);
}

/** The first of those that hold each other: "called back" stands beside neither "called" nor "nobody called back". */
function pick(phrases: readonly Phrase[], most: number): Phrase[] {
  const ranked = phrases
    .filter(({ weight }) => weight >= CLEARLY)
    .sort(
      (a, b) => b.weight - a.weight || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1),
    );
  const chosen: Phrase[] = [];
  for (const one of ranked) {
    if (chosen.length === most) break;
    const padded = ` ${one.phrase} `;
    const isSaid = chosen.some(
      ({ phrase }) => ` ${phrase} `.includes(padded) || padded.includes(` ${phrase} `),
    );
    if (!isSaid) chosen.push(one);
  }
  return chosen;
}

function languageOf({ language }: Said): string {
  return language.split("-")[0]!.toLowerCase();
}

function countLevels(said: readonly Said[]): Counts {
  const counts: Counts = [0, 0, 0];
  for (const { level } of said) counts[level] += 1;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
