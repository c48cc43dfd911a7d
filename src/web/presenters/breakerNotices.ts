import type { Restart, SendingBreaker } from "../../records/sendingBreaker.js";
import type { User } from "../../records/user.js";
import { may } from "../permissions.js";
import { presentInstant } from "./dates.js";
import { channelInWords } from "./reasons.js";

/** As mailbox providers see it. */
const CAUSES = {
  bounces: { happened: "came back", limits: { warned: "3 %", stopped: "5 %" } },
  complaints: { happened: "were reported as spam", limits: { warned: "0.1 %", stopped: "0.3 %" } },
};

export interface BreakerFacts {
  user: User | null;
  actingBreakers?: SendingBreaker[];
  reportingZone?: string;
}

/** "60 of the last 1000 came back"; null when that was not written down. */
export function causeInWords({
  cause,
  count,
  sent,
}: Pick<Restart, "cause" | "count" | "sent">): string | null {
  return cause ? `${count} of the last ${sent} ${CAUSES[cause].happened}` : null;
}

/** The notices above every page while a channel is stopped or close to it. */
export function breakerNotices({ user, actingBreakers = [], reportingZone = "UTC" }: BreakerFacts) {
  return actingBreakers.flatMap(({ channel, state, cause, count, sent, since }) => {
    if (state === "fine" || !cause || !user) return [];
    const { limits } = CAUSES[cause];
    const mayRestart = state === "stopped" && may(user.role, "sending.restart");
    const name = channelInWords(channel);
    return {
      isStopped: state === "stopped",
      title: state === "stopped" ? `No ${name} is being sent.` : `Too many ${name}s come to nothing.`,
      text: `${causeInWords({ cause, count, sent })}; the limit is ${limits[state]}.`,
      since: presentInstant(since, reportingZone),
      action: mayRestart && `/sending/${channel}/restart`,
      historyHref: may(user.role, "configuration.read") && "/sending",
    };
  });
}
