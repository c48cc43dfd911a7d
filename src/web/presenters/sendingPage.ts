import type { Restart, SendingBreaker } from "../../records/sendingBreaker.js";
import type { User } from "../../records/user.js";
import { causeInWords } from "./breakerNotices.js";
import { presentInstant, zoneName } from "./dates.js";
import { channelInWords } from "./reasons.js";

/** A channel that was stopped: `at` and `by` are absent while it still waits for a person. */
type Stop = Omit<Restart, "at" | "by"> &
  Partial<Pick<Restart, "at" | "by">> &
  Pick<SendingBreaker, "channel">;

/** Every time that sending was stopped: why, and who started it again. Newest first. */
export function presentSending(
  { breakers, users }: { breakers: SendingBreaker[]; users: User[] },
  zone: string,
) {
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const instant = (at: Date | undefined) => at && presentInstant(at, zone);
  return {
    title: "Sending",
    zone: zoneName(zone),
    stops: breakers
      .flatMap(stopsOf)
      .sort((a, b) => timeOf(b) - timeOf(a))
      .map((stop) => ({
        channel: capital(channelInWords(stop.channel)),
        isStopped: !stop.at,
        stoppedAt: instant(stop.stoppedAt),
        why: causeInWords(stop),
        restartedAt: instant(stop.at),
        by: stop.by && (names.get(stop.by) ?? stop.by),
      })),
  };
}

function stopsOf({ channel, state, since, restarts, cause, count, sent }: SendingBreaker): Stop[] {
  const past = restarts.map((restart) => ({ ...restart, channel }));
  if (state !== "stopped") return past;
  const reason = cause && count !== undefined && sent !== undefined ? { cause, count, sent } : {};
  return [...past, { channel, stoppedAt: since, ...reason }];
}

function timeOf({ stoppedAt, at }: Stop): number {
  return (stoppedAt ?? at)?.getTime() ?? 0;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
