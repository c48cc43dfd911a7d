import type { InvitationChannel } from "../../records/channel.js";
import type { SendingBreaker } from "../../records/sendingBreaker.js";
import * as sendingBreakers from "../../store/sendingBreakers.js";

/** How long a worker may go on after another process has stopped a channel. */
const KEPT_MS = 2_000;

let kept: { at: number; acting: Promise<SendingBreaker[]> } | null = null;

/** The breakers that warn or stop; read every two seconds, not with every mail or page. */
export async function listActing(now: Date): Promise<SendingBreaker[]> {
  const age = kept ? now.getTime() - kept.at : Infinity;
  if (!kept || age > KEPT_MS || age < 0) {
    const acting = sendingBreakers.listActing();
    acting.catch(forgetBreakers);
    kept = { at: now.getTime(), acting };
  }
  return kept.acting;
}

/** Whether a channel waits for a person to start it again. */
export async function isStopped(channel: InvitationChannel, now: Date): Promise<boolean> {
  return (await listActing(now)).some((one) => one.channel === channel && one.state === "stopped");
}

/** Reads again at the next use: this process has changed a breaker. */
export function forgetBreakers(): void {
  kept = null;
}
