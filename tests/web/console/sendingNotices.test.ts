import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { forgetBreakers } from "../../../src/domain/breaker/isStopped.js";
import type { ChannelName } from "../../../src/records/channel.js";
import * as sendingBreakers from "../../../src/store/sendingBreakers.js";
import { createWorld, type World } from "../../world.js";
import { textOf } from "./pages.js";

describe("the notice above every page", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it.each<[ChannelName, string]>([
    ["email", "Too many emails come to nothing."],
    ["sms", "Too many text messages come to nothing."],
  ])("says in plain words that too much is lost by %s", async (channel, sentence) => {
    const reason = { cause: "bounces", count: 31, sent: 1000 } as const;
    await sendingBreakers.move(channel, ["fine"], { state: "warned", since: world.clock.now(), reason });
    forgetBreakers();
    const mara = await world.signIn(world.mara);
    const page = textOf((await mara.get("/")).text);
    expect(page).toContain(sentence);
    expect(page).toContain("31 of the last 1000 came back; the limit is 3 %.");
  });
});
