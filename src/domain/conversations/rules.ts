import type { IncomingText, Keyword, TextDecision } from "../../records/incomingText.js";
import type { Invitation } from "../../records/invitation.js";
import type { Metric } from "../../records/metric.js";
import { isScore, scoresOf } from "../metrics/rules.js";
import { COURTESIES, HELP_WORDS, START_WORDS, STOP_PHRASES, STOP_WORDS } from "./texts/keywords.js";
import { APPRAISALS, ARTICLES, NO_SCORE_AFTER, NUMBER_WORDS, OF_WORDS } from "./texts/numberWords.js";

/** So many words may stand around a score that is meant as one: "I would say a 9". */
const MOST_OTHER_WORDS = 4;

/** As on the survey page. */
const MAX_COMMENT = 5_000;

/** Opt-out, opt-in and help stand above everything else that a text may say; null for any other text. */
export function readKeyword(text: string): Keyword | null {
  const words = wordsOf(text);
  const said = words.filter((word) => !COURTESIES.has(word)).join("");
  const whole = said.replace(/^(stop)+$/, "stop");
  if (STOP_WORDS.has(whole)) return "opt_out";
  const sentence = ` ${words.join(" ")} `;
  if (STOP_PHRASES.some((phrase) => sentence.includes(` ${phrase} `))) return "opt_out";
  if (START_WORDS.has(whole)) return "opt_in";
  return HELP_WORDS.has(whole) ? "help" : null;
}

/** Lower-case words without accents: what stands between letters and digits is left out. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase();
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

export interface ReadScore {
  score: number;
  /** Nothing but the score was said. */
  isBare: boolean;
  /** So much was said that it stands for the comment too. */
  isComment: boolean;
}

interface Token {
  text: string;
  /** The number it stands for; absent for a word. */
  number?: number;
  /** It is spelt out, and so could be another word. */
  isSpelt?: boolean;
}

/**
 * The score that a text means, or null where that is not certain: two numbers, a number that is none of the scale's,
 * or one that stands in a sentence about something else. "9", "9!", "nine", "9/10" and "I'd say 9" are all 9.
 */
export function readScore(text: string, metric: Metric, language: string): ReadScore | null {
  const plain = toPlain(text);
  const tokens = tokensOf(plain, language);
  if (!tokens || /^\s*[-−]\s*\d/.test(plain)) return null;
  const numbers = tokens.filter(({ number }) => number !== undefined);
  const [first, end] = numbers;
  if (!first || numbers.length > 2) return null;
  if (end && !isOutOf(tokens, end, metric)) return null;
  const score = first.number!;
  if (!isScore(metric, score)) return null;
  const others = tokens.filter((token) => token.number === undefined && !(end && OF_WORDS.has(token.text)));
  if (others.length === 0) return { score, isBare: true, isComment: false };
  const isOne = first.isSpelt && score === 1 && !end; // in a sentence: "no one called", "one of your people"
  const standsApart = beginsWithScore(plain, first);
  const isComment = others.length > MOST_OTHER_WORDS;
  if (isOne || (isComment && !standsApart)) return null;
  const before = tokens[tokens.indexOf(first) - 1]?.text ?? "";
  const after = tokens[tokens.indexOf(end ?? first) + 1]?.text;
  const mayFollow = standsApart || !after || APPRAISALS.has(after) || COURTESIES.has(after);
  if (!mayFollow || NO_SCORE_AFTER.has(before)) return null;
  return { score, isBare: false, isComment };
}

/** "9/10", "9 out of 10": the second number is the end of the scale, and only small words stand between. */
function isOutOf(tokens: readonly Token[], end: Token, metric: Metric): boolean {
  if (end.number !== scoresOf(metric).at(-1)) return false;
  const [from, to] = [tokens.findIndex(({ number }) => number !== undefined), tokens.indexOf(end)];
  const between = tokens.slice(from + 1, to);
  return between.length > 0 && between.every(({ text }) => OF_WORDS.has(text));
}

/** "9, because ...", "9 - they were quick": the number stands for itself, in front of a sentence. */
function beginsWithScore(plain: string, { text }: Token): boolean {
  const rest = plain.trimStart();
  return (
    rest.startsWith(text) &&
    /^\s*(\/\s*\d+)?\s*([-,.:;!\n]|because\b|porque\b|weil\b|parce\b)/.test(rest.slice(text.length))
  );
}

/** Digits of all scripts, circled and framed ones too, as 0 to 9; lower case; no emoji. */
function toPlain(text: string): string {
  return text
    .replaceAll("🔟", "10")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replace(/\ufe0f|\u20e3/g, "");
}

/** The digits of every script stand in a row of ten in Unicode. */
function valueOf(digit: string): number {
  let before = digit.codePointAt(0)! - 1;
  while (/\p{Nd}/u.test(String.fromCodePoint(before))) before -= 1;
  return (digit.codePointAt(0)! - before - 1) % 10;
}

/** Words, numbers and slashes; null when a number is part of something else, such as "5pm", "$5" or "9%". */
function tokensOf(plain: string, language: string): Token[] | null {
  if (/[\p{Sc}]\s?\d|\d\s?[\p{Sc}%]/u.test(plain)) return null;
  const parts = plain.replace(/['’]/g, "").match(/\d+|[\p{L}\p{M}]+|\//gu) ?? [];
  if (/[a-zß-ÿ]\d|\d[a-zß-ÿ]/.test(plain)) return null;
  const words = parts.filter((part) => part !== "/");
  const tokens = parts.map((part) => toToken(part, language, words.length === 1));
  return tokens.map((token, place) => (isArticle(token, tokens[place + 1]) ? { text: token.text } : token));
}

function isArticle({ text }: Token, next: Token | undefined): boolean {
  return ARTICLES.has(text) && next?.number !== undefined;
}

/** A word counts in the customer's language; alone, in any: "ten" is Polish for "this". */
function toToken(part: string, language: string, isAlone: boolean): Token {
  if (/^\d/.test(part)) return { text: part, number: Number(part) };
  const own = NUMBER_WORDS.get(language.split("-")[0]!)?.get(part);
  const number = own ?? (isAlone ? anyLanguage(part) : undefined);
  return number === undefined ? { text: part } : { text: part, number, isSpelt: true };
}

function anyLanguage(word: string): number | undefined {
  for (const words of NUMBER_WORDS.values()) {
    const number = words.get(word);
    if (number !== undefined) return number;
  }
  return undefined;
}

/** An ask by text message and what was said about it so far, in order. */
export interface Thread {
  invitation: Pick<
    Invitation,
    "id" | "customer" | "metric" | "state" | "locale" | "survey" | "surveyVersion"
  >;
  said: readonly IncomingText[];
}

/** What a thread waits for. `elsewhere`: it was answered on the survey page, and nothing more is said here. */
export function stepOf({ invitation, said }: Thread): "score" | "comment" | "over" | "elsewhere" {
  if (lastScore(said) === undefined) return invitation.state === "answered" ? "elsewhere" : "score";
  return hasComment(said) ? "over" : "comment";
}

export type Understood = Pick<TextDecision, "meaning" | "score" | "isComment">;

/** What a text that is no keyword says in its thread. A bare score corrects an earlier one, whenever it comes. */
export function understand(text: string, thread: Thread, language: string): Understood {
  const read = readScore(text, thread.invitation.metric, language);
  if (stepOf(thread) === "score") {
    if (!read) return { meaning: "unclear" };
    return { meaning: "score", score: read.score, ...(read.isComment && { isComment: true }) };
  }
  if (read?.isBare) return { meaning: "score", score: read.score };
  return { meaning: text.trim() === "" ? "none" : "comment" };
}

/** The score that stands; undefined before the first. */
export function lastScore(said: readonly IncomingText[]): number | undefined {
  return said.findLast(({ meaning }) => meaning === "score")?.score;
}

/** Whether more than a score was said. */
export function hasComment(said: readonly IncomingText[]): boolean {
  return said.some(isComment);
}

/** All that was said beside the score, a line for each text; empty when there is nothing. */
export function toComment(said: readonly IncomingText[]): string {
  const lines = said.filter(isComment).map(({ text }) => text.trim());
  return lines.join("\n").slice(0, MAX_COMMENT).toWellFormed();
}

function isComment({ meaning, isComment }: IncomingText): boolean {
  return meaning === "comment" || isComment === true;
}
