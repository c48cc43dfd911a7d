import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, ask, configure } from "../../build.js";
import { DAY } from "../../testClock.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { linkOf, textOf } from "./pages.js";

const ANA = { id: "ana / 1", email: "ana@example.com", name: "Ana <b>Lopez</b>" };

describe("why somebody was asked, or not", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
    await configure(world);
  });
  afterAll(() => world.close());

  it("stands on a page of the customer, event by event, with when they may be asked again", async () => {
    await ask(world, { customer: ANA });
    world.clock.advance(2 * DAY);
    await world.api("post", "/v1/events", anEvent(world, { customer: ANA }));
    const customer = await mara.get("/customers/ana%20%2F%201");
    const shown = await mara.get(linkOf(customer.text, "/customers/ana%20%2F%201/decisions"));
    expect(shown.text).not.toContain("<b>Lopez");
    const page = textOf(shown.text);
    expect(page).toContain(
      "Last asked on 1 Sep 2037, 10:00; may be asked again from 1 Oct 2037, 10:00, when the quiet period of 30 days is over.",
    );
    expect(page).toContain(
      "Not asked after-call Asked on 1 Sep 2037, 10:00 by trigger after-call. May be asked again from",
    );
    expect(page).toContain("Sent after-call Asked by email on 1 Sep 2037, 10:00.");
  });

  it("blames no ask that was made after the decision", async () => {
    const explain = async (id: string) => {
      const { body } = await world.api("get", `/v1/events/${id}/decisions`);
      return body.decisions[0];
    };
    await ask(world, { id: "first", customer: ANA });
    world.clock.advance(20 * DAY);
    await world.api("post", "/v1/events", anEvent(world, { id: "second", customer: ANA }));
    const before = await explain("second");
    expect(before).toMatchObject({ reason: "asked_recently" });
    expect(before.explanation).toContain("Asked on 1 Sep 2037");
    world.clock.advance(10 * DAY);
    await ask(world, { id: "third", customer: ANA });
    expect(await explain("second")).toEqual(before);
  });

  it("stands on a page of the event, for every trigger, linked from the story", async () => {
    await configure(world, { trigger: "visits", triggerFields: { event: { type: "visit.completed" } } });
    await configure(world, {
      trigger: "long-calls",
      triggerFields: { event: { type: "call.ended", where: [{ field: "team", op: "eq", value: "north" }] } },
    });
    await world.api("post", "/v1/events", anEvent(world, { id: "e / 1", customer: ANA }));
    const story = await mara.get("/customers/ana%20%2F%201");
    const page = textOf((await mara.get(linkOf(story.text, "/events/"))).text);
    expect(page).toContain("Planned after-call To be asked by email, planned for 1 Sep 2037, 10:00.");
    expect(page).toContain(
      "Did not apply long-calls The trigger asks only if team is north, but it was missing.",
    );
    expect(page).toContain(
      "Did not apply visits The trigger waits for visit.completed, and this was call.ended.",
    );
  });

  it("is linked from the list of invitations", async () => {
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "ben" } }));
    const mara = await world.signIn(world.mara);
    const page = textOf((await mara.get(linkOf((await mara.get("/invitations")).text, "/events/"))).text);
    expect(page).toContain("The customer would need an email address.");
  });

  it("says that nothing has happened where nothing has", async () => {
    await world.api("put", "/v1/triggers/after-call", {
      event: { type: "call.ended" },
      touchpoint: "support-call",
      survey: "support-nps",
    });
    await world.api("post", "/v1/invitations", {
      touchpoint: "support-call",
      survey: "support-nps",
      customer: { id: "linked" },
    });
    const empty = (await mara.get("/customers/linked/decisions")).text;
    expect(textOf(empty)).toContain("Nothing has happened yet");
    expect(empty).toContain("Look at the triggers");
    expect((await mara.get("/customers/nobody/decisions")).status).toBe(404);
    expect((await world.api("get", "/v1/events/nothing/decisions")).status).toBe(404);
  });
});
