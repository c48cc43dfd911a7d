import { describe, expect, it } from "@jest/globals";
import { readKeyword, readScore } from "../../../src/domain/conversations/rules.js";
import { REPLY_LANGUAGES, repliesIn } from "../../../src/domain/conversations/texts/replies.js";
import { NUMBER_WORDS } from "../../../src/domain/conversations/texts/numberWords.js";
import { LANGUAGES } from "../../../src/domain/surveys/rules.js";
import { countSegments } from "../../../src/lib/smsSegments.js";

const nps = (text: string, language = "en") => readScore(text, "nps", language)?.score ?? null;

describe("reading a score", () => {
  it.each([
    ..."9|9!|9.| 9 |nine|NINE!|9/10|9 / 10|I'd say 9|I'd say 9.|9 out of 10|nine out of ten|a solid 9|It's a 9".split(
      "|",
    ),
    ..."9 thanks|9 points|9 very good|9 👍|👍 9|9, great service|9 - quick|#9|09|(9)|9⭐|Score: 9|9+".split(
      "|",
    ),
    ..."９|٩|۹|९|๙|⑨|9️⃣|9分|9点".split("|"),
  ])("takes %j for 9", (text) => {
    expect(nps(text)).toBe(9);
  });

  it.each([
    ["es", "nueve", 9],
    ["es", "un diez", 10],
    ["fr", "je dirais huit", 8],
    ["fr", "zéro", 0],
    ["de", "eine Neun", 9],
    ["de", "7 von 10", 7],
    ["de", "Null", 0],
    ["pt", "dez", 10],
    ["it", "sei", 6],
    ["nl", "een", 1],
    ["pl", "dziewięć", 9],
    ["tr", "on", 10],
    ["ar", "تسعة", 9],
    ["hi", "नौ", 9],
    ["ja", "九", 9],
    ["zh", "十分", 10],
    ["de", "nine", 9],
    ["en", "10", 10],
    ["en", "🔟", 10],
    ["en", "0", 0],
  ])("reads %s %j as %i", (language, text, score) => {
    expect(nps(text, language)).toBe(score);
  });

  it.each([
    ..."11|8 or 9|8-9|9/5|8.5|-1|− 3|100|90%|9 %|$5|5€|007007|9 10|two|".replace("two|", "").split("|"),
    ..."3 hours late|They came at 5|call me after 5|zero problems|2 technicians came|No one called|one of your people was rude".split(
      "|",
    ),
    ..."You left me waiting for 3 hours and nobody called|5pm|4x4|room 9|👍|💯|great|by the end of the day|9th".split(
      "|",
    ),
  ])("takes %j for no score", (text) => {
    expect(nps(text)).toBeNull();
  });

  it("knows the metric's own scale", () => {
    expect([readScore("5/5", "csat", "en")?.score, readScore("4 out of 5", "csat", "en")?.score]).toEqual([
      5, 4,
    ]);
    expect([
      readScore("6", "csat", "en"),
      readScore("0", "ces", "en"),
      readScore("9/10", "csat", "en"),
    ]).toEqual([null, null, null]);
    expect(readScore("seven", "ces", "en")?.score).toBe(7);
  });

  it("does not take a word of another language within a sentence for a number", () => {
    expect(nps("Ten pan był miły", "pl")).toBeNull();
    expect(nps("siamo contenti, lei sei", "en")).toBeNull();
    expect(nps("un problema", "es")).toBeNull();
  });

  it("says whether there was more than the score", () => {
    expect(readScore("9/10", "nps", "en")).toEqual({ score: 9, isBare: true, isComment: false });
    expect(readScore("I'd say 9", "nps", "en")).toEqual({ score: 9, isBare: false, isComment: false });
    expect(readScore("2. The crew left before the unit was running", "nps", "en")).toEqual({
      score: 2,
      isBare: false,
      isComment: true,
    });
  });
});

describe("reading keywords", () => {
  it.each([
    "stop asking me these things",
    "Please stop",
    "STOP, please!",
    "Stop stop",
    "s.t.o.p",
    "Arrêt",
    "STOPP",
    "退订",
    "don't text me again",
    "Don’t text me",
  ])("takes %j for an opt-out", (text) => {
    expect(readKeyword(text)).toBe("opt_out");
  });

  it.each(["unstoppable service", "the weekend", "it never ends", "non-stop friendly", "bus stop", "9", ""])(
    "takes %j for none",
    (text) => {
      expect(readKeyword(text)).toBeNull();
    },
  );
});

describe("our side of a conversation", () => {
  it("can be held in every language of the surveys", () => {
    for (const language of LANGUAGES) {
      expect(REPLY_LANGUAGES).toContain(language);
      expect(NUMBER_WORDS.get(language)?.size).toBeGreaterThanOrEqual(11);
    }
  });

  it.each(REPLY_LANGUAGES)(
    "names the brand and the way out, and stays within its alphabet: %s",
    (language) => {
      const replies = repliesIn(language);
      const link = `https://feedback.example.com/s/${"x".repeat(22)}`;
      const first = replies.ask({ brand: "Northwind", question: "Q", scale: "0-10", link });
      expect(first).toMatch(/^Northwind.*0-10.*STOP/s);
      expect(first).toContain(`${link} `);
      const texts = [replies.stopped("N"), replies.started("N"), replies.help("N"), first];
      expect(texts.filter((text) => countSegments(text).segments > 2)).toEqual([]);
      const isLatin = /^[\u0000-\u024f\s]*$/.test(first);
      if (isLatin && !["es", "pt"].includes(language))
        expect([...texts, replies.chooseScore(0, 10)].map((text) => countSegments(text).encoding)).toEqual(
          Array(5).fill("GSM-7"),
        );
    },
  );
});
