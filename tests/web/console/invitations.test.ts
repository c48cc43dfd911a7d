import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SKIP_REASONS } from "../../../src/records/invitation.js";
import { REASONS } from "../../../src/web/presenters/reasons.js";
import { anEvent, ask, configure } from "../../build.js";
import { createWorld, type World } from "../../world.js";
import { textOf } from "./pages.js";

describe("the list of invitations", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("shows who was asked by which channel, and that a score was clicked without a human gesture", async () => {
    await configure(world);
    const link = await ask(world);
    await world.http.get(`${link}?score=9`);
    const page = textOf((await (await world.signIn(world.mara)).get("/invitations")).text);
    expect(page).toContain(
      "Ana Lopez Sent Support call trigger after-call email accepted 1 unconfirmed click",
    );
    expect(page).toContain("1 Sep 2037, 10:00 Sent");
  });

  it("says in plain words why somebody was not asked", async () => {
    await configure(world);
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "nobody", name: "No Address" } }));
    const page = textOf((await (await world.signIn(world.mara)).get("/invitations")).text);
    expect(page).toContain("No Address Not asked We have no email address or phone number");
  });

  it("has a sentence for every reason", () => {
    for (const reason of [...SKIP_REASONS, "gave_up", "refused"] as const) {
      expect(REASONS[reason].sentence).toMatch(/^[A-Z].+\.$/);
    }
  });

  it("filters by state, reason, touchpoint and customer", async () => {
    await configure(world);
    await ask(world, { customer: { id: "asked", email: "asked@example.com" } });
    await world.api("post", "/v1/events", anEvent(world, { customer: { id: "unasked" } }));
    const browser = await world.signIn(world.mara);
    const skipped = await browser.get("/invitations?state=skipped&reason=no_address&touchpoint=support-call");
    expect(skipped.text).toContain('href="/customers/unasked"');
    expect(skipped.text).not.toContain('href="/customers/asked"');
    expect((await browser.get("/invitations?customer=asked")).text).not.toContain(
      'href="/customers/unasked"',
    );
    expect((await browser.get("/invitations?state=failed")).text).toContain("No invitation matches");
  });

  it("says beside the field what is wrong with a filter", async () => {
    const page = await (await world.signIn(world.mara)).get("/invitations?state=lost");
    expect(page.status).toBe(400);
    expect(page.text).toContain('id="state-error">must be one of scheduled');
  });

  it("is not for agents", async () => {
    expect((await (await world.signIn(world.bob)).get("/invitations")).status).toBe(403);
  });
});
