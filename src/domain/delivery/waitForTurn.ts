import type { Channel } from "../../channels/channel.js";
import type { Invitation } from "../../records/invitation.js";
import * as invitations from "../../store/invitations.js";
import * as reminders from "../../store/reminders.js";
import * as sendTurns from "../../store/sendTurns.js";

/**
 * Whether an invitation has to wait because its provider takes only so many messages in a second: then it is due
 * again in the second in which it has its turn. A turn that was missed is lost, and another one is taken, so that no
 * second ever has more than it may. False where this is its second, or where the rate is no matter.
 */
export async function waitForTurn(
  { name, perSecond }: Pick<Channel, "name" | "perSecond">,
  claimed: Invitation,
  now: Date,
): Promise<boolean> {
  if (perSecond === undefined) return false;
  const second = Math.floor(now.getTime() / 1000);
  const turnOf = (at: number) => `${name}/${perSecond}@${at}`;
  if (claimed.turn === turnOf(second)) return false;
  const taken = await sendTurns.takeTurn(name, perSecond, second);
  if (taken === second) return false;
  const at = new Date(taken * 1000);
  const turn = turnOf(taken);
  const { reminder } = claimed;
  if (reminder) await reminders.moveOn(claimed, { remindAt: at, reminder }, { now, turn });
  else await invitations.moveToScheduled(claimed, { dueAt: at, now, turn });
  return true;
}
