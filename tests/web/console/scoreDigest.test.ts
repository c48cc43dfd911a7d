import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as users from "../../../src/store/users.js";
import { configure } from "../../build.js";
import { answered } from "../../domain/digests/arrange.js";
import { createWorld, type Browser, type World } from "../../world.js";

describe("choosing the scores one gets by mail", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    world.clock.set(new Date());
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const send = (fields: Record<string, string | string[]>) =>
    mara.post("/account/score-digest", fields, "/account");

  it("begins with none, and keeps what was chosen", async () => {
    const { text } = await mara.get("/account");
    expect(text).not.toMatch(/name="cadence" value="\w+" checked/);
    const chosen = {
      cadence: ["daily", "monthly"],
      digestHour: "7",
      digestZone: "Asia/Tokyo",
      digestLanguage: "ja",
    };
    expect((await send(chosen)).headers["location"]).toBe("/account#score-digest");
    const { scoreDigest } = await users.get("mara");
    expect(scoreDigest).toEqual({
      cadences: ["daily", "monthly"],
      hour: 7,
      zone: "Asia/Tokyo",
      language: "ja",
      since: world.clock.now(),
      stopToken: expect.stringMatching(/^[\w-]{22}$/),
    });
    const shown = (await mara.get("/account")).text;
    expect(shown.match(/name="cadence" value="(\w+)" checked/g)).toHaveLength(2);
    expect(shown).toContain('name="digestZone" type="text" value="Asia/Tokyo"');
    expect(shown).toContain('<option value="ja" selected>日本語</option>');
    await send({ digestHour: "8", digestZone: "UTC", digestLanguage: "en" });
    const none = (await users.get("mara")).scoreDigest!;
    expect([none.cadences, none.stopToken]).toEqual([[], scoreDigest!.stopToken]);
  });

  it("keeps what was typed and says what is wrong beside the field", async () => {
    const answer = await send({
      cadence: "weekly",
      digestHour: "9",
      digestZone: "Tokio",
      digestLanguage: "xx",
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('id="digestZone-error">must be a time zone such as Europe/Madrid');
    expect(answer.text).toContain('id="digestLanguage-error">must be one of the list');
    expect(answer.text).toMatch(/name="cadence" value="weekly" checked/);
    expect(answer.text).toContain('value="Tokio"');
    expect((await users.get("mara")).scoreDigest).toBeUndefined();
  });

  it("shows the very mail of a day, a week and a month before it comes, as a document that can do nothing", async () => {
    const empty = await mara.get("/account/score-digest?cadence=daily");
    expect(empty.text).toContain("Nothing happened on that day: no mail would come.");
    world.clock.set("2037-09-09T10:00:00Z");
    mara = await world.signIn(world.mara);
    await configure(world);
    await answered({ 9: 1 }, { day: "2037-09-02" });
    const { text } = await mara.get("/account/score-digest");
    expect(text).toContain("Last week’s scores: 1 answer");
    expect(text).not.toContain("no mail would come");
    const mail = await mara.get("/account/score-digest/mail?cadence=weekly");
    expect(mail.text).toContain("Support call");
    expect(mail.headers["content-security-policy"]).toContain("default-src 'none'");
    expect((await mara.get("/account/score-digest/mail?cadence=x")).status).toBe(200);
  });
});
