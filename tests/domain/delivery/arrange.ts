import type { Channel, Message, Receipt } from "../../../src/channels/channel.js";
import type { ChannelName } from "../../../src/records/channel.js";
import type { Invitation } from "../../../src/records/invitation.js";
import * as invitations from "../../../src/store/invitations.js";
import { anEvent } from "../../build.js";
import type { World } from "../../world.js";

/** Posts an event and returns the invitation that was planned for it. */
export async function plan(world: World, fields: Record<string, unknown> = {}): Promise<Invitation> {
  const posted = await world.api("post", "/v1/events", anEvent(world, fields));
  const id: unknown = posted.body.decisions?.[0]?.invitation;
  if (typeof id !== "string") throw new Error(`Nobody is to be asked: ${posted.text}`);
  return invitations.get(id);
}

/** The invitation as it is stored now. */
export function reload({ id }: Pick<Invitation, "id">): Promise<Invitation> {
  return invitations.get(id);
}

/** What two requests in the same instant leave: a second ask of the same customer, decided before either was seen. */
export async function planTwin(one: Invitation): Promise<Invitation> {
  const twin = {
    ...one,
    id: `${one.id}-twin`,
    token: one.token.split("").reverse().join(""),
    event: `${one.event}-twin`,
  };
  await invitations.insert(twin);
  return twin;
}

/** Moves the clock to each try in turn; the instants at which something was due. */
export async function dispatchUntilEnd(world: World, one: Invitation): Promise<Date[]> {
  const tries: Date[] = [];
  for (
    let current = await reload(one);
    current.dueAt && current.state === "scheduled";
    current = await reload(one)
  ) {
    if (current.dueAt > world.clock.now()) world.clock.set(current.dueAt);
    tries.push(world.clock.now());
    await world.dispatchAll();
  }
  return tries;
}

/** A provider that takes a message only when it is told to. */
export class HeldChannel implements Channel {
  readonly sent: Message[] = [];
  #release: () => void = () => {};
  #arrived: () => void = () => {};
  readonly #gate = new Promise<void>((resolve) => (this.#release = resolve));
  /** Resolves when a message has come in. */
  readonly arrived = new Promise<void>((resolve) => (this.#arrived = resolve));

  constructor(readonly name: ChannelName) {}

  async send(message: Message): Promise<Receipt> {
    this.#arrived();
    await this.#gate;
    this.sent.push(message);
    return {};
  }

  release(): void {
    this.#release();
  }

  async findSent(): Promise<null> {
    return null;
  }

  async close(): Promise<void> {}
}
