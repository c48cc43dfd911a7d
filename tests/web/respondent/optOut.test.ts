import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as customers from "../../../src/store/customers.js";
import * as suppressions from "../../../src/store/suppressions.js";
import { anEvent, ask, configure } from "../../build.js";
import { DAY } from "../../testClock.js";
import { createWorld, type World } from "../../world.js";

const ANA = { id: "ana", email: "ana@example.com", phone: "+34600111222" };

describe("the opt-out page", () => {
  let world: World;
  let link: string;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await configure(world);
    link = (await ask(world, { customer: ANA })).replace("/s/", "/u/");
  });
  afterAll(() => world.close());

  const optOuts = async (id = "ana") => (await customers.get(id)).optOuts;
  const email = async (event: object) => (await world.api("post", "/v1/events", event)).body.decisions;

  it("changes nothing when it is read, as mail scanners read every link", async () => {
    const shown = await world.http.get(link);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('<form method="post"');
    expect((await world.http.head(link)).status).toBe(200);
    expect(await optOuts()).toEqual({});
    expect(await suppressions.find("email", ANA.email)).toBeNull();
  });

  it("acts at once on its button, says so and does not redirect", async () => {
    const done = await world.http.post(link).type("form").send({});
    expect(done.status).toBe(200);
    expect(done.text).toContain("Done. Northwind will not ask you at an…@example.com again.");
    expect(done.text).not.toContain("<form");
    expect(done.headers["set-cookie"]).toBeUndefined();
    expect(await optOuts()).toEqual({ email: { at: world.clock.now(), source: "link" } });
  });

  it("acts on a mail program's one-click post, urlencoded", async () => {
    const done = await world.http.post(link).type("form").send("List-Unsubscribe=One-Click");
    expect(done.status).toBe(200);
    expect(await optOuts()).toHaveProperty("email");
  });

  it("acts on a mail program's one-click post, multipart", async () => {
    const done = await world.http.post(link).field("List-Unsubscribe", "One-Click");
    expect(done.status).toBe(200);
    expect(await optOuts()).toHaveProperty("email");
  });

  it("acts on a post without a body", async () => {
    expect((await world.http.post(link)).status).toBe(200);
    expect(await optOuts()).toHaveProperty("email");
  });

  it("holds for everybody with this address, known already or yet to come", async () => {
    await world.api(
      "post",
      "/v1/events",
      anEvent(world, { type: "x", customer: { id: "ana-2", email: ANA.email } }),
    );
    await world.http.post(link);
    expect(await optOuts("ana-2")).toHaveProperty("email");
    expect(
      await email(anEvent(world, { customer: { id: "ana-3", email: "ANA@example.com" } })),
    ).toMatchObject([{ decision: "skip", reason: "opted_out" }]);
  });

  it("leaves SMS alone when the invitation came by mail", async () => {
    await world.http.post(link);
    expect(await optOuts()).not.toHaveProperty("sms");
    await configure(world, { triggerFields: { channels: ["sms"] } });
    world.clock.advance(31 * DAY);
    expect(await email(anEvent(world, { customer: ANA }))).toMatchObject([
      { decision: "ask", channel: "sms" },
    ]);
  });

  it("holds for the address that the mail went to, should the customer have another one by now", async () => {
    const renamed = { id: "ana", email: "new@example.com" };
    await world.api("post", "/v1/events", anEvent(world, { type: "x", customer: renamed }));
    await world.http.post(link);
    expect(await suppressions.find("email", ANA.email)).toMatchObject({ reason: "opted_out" });
    expect(await suppressions.find("email", "new@example.com")).toMatchObject({ reason: "opted_out" });
  });

  it("changes nothing the second time", async () => {
    await world.http.post(link);
    const once = await optOuts();
    world.clock.advance(DAY);
    expect((await world.http.post(link)).status).toBe(200);
    expect(await optOuts()).toEqual(once);
    expect((await world.http.get(link)).text).toContain("will not ask you");
  });

  it("works for long after the survey is closed", async () => {
    world.clock.advance(300 * DAY);
    expect((await world.http.post(link)).status).toBe(200);
    expect(await optOuts()).toHaveProperty("email");
  });

  it("counts for every channel when the company handed the link over itself", async () => {
    const { body } = await world.api("post", "/v1/invitations", {
      touchpoint: "support-call",
      survey: "support-nps",
      customer: { id: "ben", email: "ben@example.com", phone: "+34600333444" },
    });
    await world.http.post(new URL(body.url).pathname.replace("/s/", "/u/"));
    expect(Object.keys(await optOuts("ben")).sort()).toEqual(["email", "sms"]);
  });

  it.each(["/u/unknown", `/u/${"A".repeat(22)}`, "/u/%00", "/u/..%2f..%2fetc"])(
    "is friendly about %s",
    async (path) => {
      const shown = await world.http.get(path);
      expect(shown.status).toBe(404);
      expect(shown.text).toContain("We do not know this link");
      expect((await world.http.post(path)).status).toBe(404);
    },
  );
});
