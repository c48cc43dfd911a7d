import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { configure } from "../../build.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { formFields } from "./formFields.js";
import { textOf } from "./pages.js";

describe("the page of the contact policy", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const fields = async () => formFields((await mara.get("/contact-policy")).text, "/contact-policy");
  const stored = async () => (await world.api("get", "/v1/contact-policy")).body;

  it("shows the defaults, and what is saved comes back as the API says it", async () => {
    expect(await stored()).toMatchObject({
      quietPeriod: "P30D",
      dailyCap: null,
      holidays: [],
      updatedBy: null,
    });
    const typed = {
      ...(await fields()),
      quietPeriod_amount: "45",
      dailyCap: "12,000",
      hours_sms_from: "09:30",
      hours_email: "on",
      hours_email_from: "7:00",
      hours_email_until: "22:00",
      holidays: "2037-12-25\r\n2037-12-24, 2037-12-25",
    };
    expect((await mara.post("/contact-policy", typed)).status).toBe(303);
    expect(await stored()).toEqual({
      quietPeriod: "P45D",
      hours: { sms: { from: "09:30", until: "21:00" }, email: { from: "07:00", until: "22:00" } },
      dailyCap: 12000,
      holidays: ["2037-12-24", "2037-12-25"],
      updatedAt: "2037-09-01T10:00:00.000Z",
      updatedBy: "Mara",
    });
    await mara.post("/contact-policy", await fields());
    expect((await stored()).holidays).toEqual(["2037-12-24", "2037-12-25"]);
  });

  it("keeps what was typed and says beside the field what is wrong", async () => {
    const typed = {
      ...(await fields()),
      dailyCap: "many",
      hours_sms_until: "23:00",
      holidays: "2037-02-30",
    };
    const answer = await mara.post("/contact-policy", typed);
    expect(answer.status).toBe(400);
    const page = textOf(answer.text);
    expect(page).toContain("must be a whole number, or empty for no limit");
    expect(page).toContain("must lie within 08:00 and 21:00");
    expect(page).toContain("must be a day, for example 2026-09-01");
    expect(answer.text).toContain('value="many"');
    expect(answer.text).toContain("2037-02-30</textarea>");
    expect((await stored()).updatedAt).toBeNull();
  });

  it("names the triggers that keep another quiet period", async () => {
    await configure(world, { trigger: "often", triggerFields: { quietPeriod: "P7D" } });
    await configure(world, { trigger: "as-all" });
    const page = textOf((await mara.get("/contact-policy")).text);
    expect(page).toContain("often: 7 days asks sooner");
    expect(page).not.toContain("as-all");
  });
});
