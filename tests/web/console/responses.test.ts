import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as responses from "../../../src/store/responses.js";
import { answer, ask, configure } from "../../build.js";
import { openLink } from "../../questions.js";
import { MINUTE } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";
import { aResponse, linkOf, textOf } from "./pages.js";

describe("the list of responses", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("shows what a customer said, about which touchpoint, and who served them", async () => {
    await configure(world);
    const link = await ask(world, { agent: { id: "a1", name: "Sam Ortiz" }, team: "North" });
    world.clock.advance(MINUTE);
    await answer(world, link, { score: "9", comment: "Quick and kind" });
    const { text } = await (await world.signIn(world.mara)).get("/responses");
    expect(text).toContain('aria-label="Score 9 of 10"');
    expect(textOf(text)).toContain(
      "promoter Quick and kind sounds positive Ana Lopez Support call by email Sam Ortiz North 1 Sep 2037, 10:01",
    );
    expect(textOf(text)).toContain("Times in UTC");
    expect(linkOf(text, "/customers/customer-")).toBeTruthy();
  });

  it("shows the further questions as the customer read them, here and in the customer's story", async () => {
    const text = {
      en: "{{customer.name|Friend}}, was {{agent.name|the agent}} of {{brand.name}} kind about {{event.properties.topic|it}}?",
    };
    const options = [
      { key: "yes", text: { en: "Yes, {{agent.name|they}} was" } },
      { key: "no", text: { en: "No" } },
    ];
    await configure(world, { surveyFields: { questions: [{ key: "kind", kind: "choice", text, options }] } });
    const fields = { agent: { id: "a1", name: "Sam Ortiz" }, properties: { topic: "the invoice" } };
    const ana = openLink(world, await ask(world, fields));
    await ana.press({ score: "2" });
    await ana.press({ do: "skip" });
    const asked = ana.heading()!;
    expect(asked).toBe("Ana Lopez, was Sam Ortiz of Northwind kind about the invoice?");
    await ana.press({ value: "yes" });
    const mara = await world.signIn(world.mara);
    const list = (await mara.get("/responses")).text;
    const story = (await mara.get(linkOf(list, "/customers/customer-")!)).text;
    const queue = (await mara.get("/cases?queue=unassigned")).text;
    const theCase = (await mara.get(linkOf(queue, "/cases/0"))).text;
    for (const page of [list, story, theCase]) {
      expect(textOf(page)).toContain(`${asked} Yes, Sam Ortiz was`);
      expect(page).not.toContain("{{");
    }
  });

  it("shows a script in a comment as the text that it is", async () => {
    await responses.insert(
      aResponse({ id: "1", day: "2037-09-01", score: 2, comment: "<script>alert(1)</script>" }),
    );
    const { text } = await (await world.signIn(world.mara)).get("/responses");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).not.toContain("<script>");
  });

  it("filters by touchpoint, category and days", async () => {
    await responses.insert(aResponse({ id: "1", day: "2037-08-01", score: 2, comment: "old and low" }));
    await responses.insert(aResponse({ id: "2", day: "2037-08-20", score: 2, comment: "new and low" }));
    await responses.insert(aResponse({ id: "3", day: "2037-08-20", score: 10, comment: "new and high" }));
    const browser = await world.signIn(world.mara);
    const { text } = await browser.get(
      "/responses?touchpoint=support-call&category=detractor&from=2037-08-10&to=",
    );
    expect(text).toContain("new and low");
    expect(text).not.toContain("old and low");
    expect(text).not.toContain("new and high");
    expect(text).toContain('<option value="detractor" selected>');
    expect((await browser.get("/responses?touchpoint=elsewhere")).text).toContain("No answer matches");
  });

  it("says beside the field what is wrong with a filter, and keeps what was typed", async () => {
    const browser = await world.signIn(world.mara);
    const page = await browser.get("/responses?from=yesterday&category=detractor");
    expect(page.status).toBe(400);
    expect(page.text).toContain('id="from-error">must be a day, for example 2026-09-01<');
    expect(page.text).toContain('value="yesterday"');
    expect(page.text).toContain('<option value="detractor" selected>');
    const operator = await browser.get("/responses?category[$gt]=");
    expect(operator.status).toBe(400);
    expect(textOf(operator.text)).toContain("category[$gt] is not a known field");
  });

  it("leads through a long list by a link that keeps the filters, and back", async () => {
    for (let index = 10; index < 61; index += 1) {
      await responses.insert(
        aResponse({ id: `r${index}`, day: "2037-08-20", score: 9, comment: `number ${index}` }),
      );
    }
    const browser = await world.signIn(world.mara);
    const first = await browser.get("/responses?category=promoter");
    expect(first.text).toContain("number 60");
    expect(first.text).not.toContain("number 10");
    const second = await browser.get(linkOf(first.text, "/responses?category=promoter&cursor="));
    expect(second.text).toContain("number 10");
    expect(second.text).not.toContain("number 60");
    expect(linkOf(second.text, "/responses?category=promoter")).toBe("/responses?category=promoter");
  });
});
