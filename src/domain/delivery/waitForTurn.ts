import type { Channel } from "../../channels/channel.js";
import type { Invitation } from "../../records/invitation.js";
import * as invitations from "../../store/invitations.js";
import * as reminders from "../../store/reminders.js";
import * as sendTurns from "../../store/sendTurns.js";

/** The second in which a message may go out, and what is kept so that it is known again then. */
export interface Turn {
  at: Date;
  turn: string;
}

/**
 * Whether an invitation has to wait because its provider takes only so many messages in a second: then it is due
 * again in the second in which it has its turn. False where this is its second, or where the rate is no matter.
 */
export async function waitForTurn(
  channel: Pick<Channel, "name" | "perSecond">,
  claimed: Invitation,
  now: Date,
): Promise<boolean> {
  const next = await takeTurn(channel, claimed.turn, now);
  if (!next) return false;
  const { at, turn } = next;
  const { reminder } = claimed;
  if (reminder) await reminders.moveOn(claimed, { remindAt: at, reminder }, { now, turn });
  else await invitations.moveToScheduled(claimed, { dueAt: at, now, turn });
  return true;
}

/**
 * The turn that a message has to wait for; null when it may go now. `taken` is the turn that it has waited for. A turn
 * that was missed is lost, and another one is taken, so that no second ever has more than it may.
 */
export async function takeTurn(
  { name, perSecond }: Pick<Channel, "name" | "perSecond">,
  taken: string | undefined,
  now: Date,
): Promise<Turn | null> {
  if (perSecond === undefined) return null;
  const second = Math.floor(now.getTime() / 1000);
  const turnOf = (at: number) => `${name}/${perSecond}@${at}`;
  if (taken === turnOf(second)) return null;
  const free = await sendTurns.takeTurn(name, perSecond, second);
  return free === second ? null : { at: new Date(free * 1000), turn: turnOf(free) };
}
