import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { LANGUAGES, textsIn } from "../../src/domain/surveys/rules.js";
import { configure } from "../build.js";
import { createWorld, type Browser, type World } from "../world.js";
import { formFields } from "../web/console/formFields.js";
import { textOf } from "../web/console/pages.js";

describe("SMS", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
    mara = await world.signIn(world.mara);
    await configure(world);
  });
  afterAll(() => world.close());

  const costOf = async (question: string) => {
    const fields = formFields((await mara.get("/surveys/support-nps")).text, "/surveys/support-nps");
    const typed = { ...fields, question_en: question, previewView: "sms" };
    return textOf((await mara.post("/survey-previews", typed, "/surveys/support-nps")).text);
  };

  it("Segments: count and encoding are shown while editing, one character outside GSM-7 makes all UCS-2", async () => {
    expect(await costOf("How was it?")).toMatch(
      /1 segment, GSM-7: \d+ characters, up to 160 in each segment/,
    );
    expect(await costOf("Q".repeat(200))).toMatch(/2 segments, GSM-7: \d+ characters, up to 153/);
    const accented = await costOf("Como foi até agora, João?");
    expect(accented).toMatch(/2 segments, UCS-2: \d+ characters, up to 67/);
    expect(accented).toContain("because of these: ã");
    expect(await costOf("How’s it been?")).toMatch(/1 segment, GSM-7/); // editors make curly quotes, we straighten them
  });

  it("avoid curly quotes in templates", () => {
    for (const language of LANGUAGES) {
      const { sms, standard } = textsIn(language);
      const texts = [sms("Northwind", "Q?", "https://example.com/s/x"), ...Object.values(standard)].map(
        (text) => (typeof text === "string" ? text : text("Northwind")),
      );
      expect(texts.join(" ")).not.toMatch(/[‘’‚“”„]/);
    }
  });
});
