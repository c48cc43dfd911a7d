import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { previewScoreDigest } from "../../../src/domain/digests/previewScoreDigest.js";
import { DIGEST_LANGUAGES } from "../../../src/domain/digests/texts/textsByLanguage.js";
import { LANGUAGES } from "../../../src/domain/surveys/rules.js";
import * as users from "../../../src/store/users.js";
import { configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { answered, wants } from "./arrange.js";

describe("scores by mail", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
  });
  afterAll(() => world.close());

  it("speak every language that customers are asked in", () => {
    expect([...DIGEST_LANGUAGES].sort()).toEqual([...LANGUAGES].sort());
  });

  it.each(DIGEST_LANGUAGES)(
    "are whole in %s, with the dates and the direction of the language",
    async (language) => {
      await wants(world.mara, { language });
      await answered({ 10: 20, 8: 10 }, { day: "2037-08-27" });
      await answered({ 10: 6, 8: 6, 3: 18 }, { day: "2037-09-02" });
      await answered({ 7: 1 }, { day: "2037-09-03", touchpoint: "bill", metric: "ces" });
      const user = await users.get("mara");
      const now = new Date("2037-09-07T08:00:00Z");
      const { mail } = await previewScoreDigest(world.context, { user, cadence: "weekly" }, now);
      for (const text of [mail.subject!, mail.text, mail.html!]) {
        expect(text).not.toMatch(/undefined|NaN|\[object|\{\{/);
        expect(text).toContain("Support call");
      }
      expect(mail.html).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
    },
  );
});
