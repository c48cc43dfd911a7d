import type { ChannelName } from "./channel.js";

export type BreakerState = "fine" | "warned" | "stopped";

/** Whether a channel may send: too many bounces or complaints stop it until a person starts it again. */
export interface SendingBreaker {
  channel: ChannelName;
  state: BreakerState;
  /** What led to the state. */
  cause?: "bounces" | "complaints";
  /** How many of the last `sent` came back or were complained about. */
  count?: number;
  sent?: number;
  since: Date;
  /** Mails before this are forgiven. */
  countedFrom?: Date;
  /** Who started it again, newest last. */
  restarts: Restart[];
}

/** A person started a channel again. Why it had stopped is absent in what was stored before that was written down. */
export interface Restart {
  by: string;
  at: Date;
  stoppedAt?: Date;
  cause?: "bounces" | "complaints";
  count?: number;
  sent?: number;
}

/** What became of the mails that providers took within one minute. */
export interface SendingMinute {
  channel: ChannelName;
  startsAt: Date;
  sent: number;
  bounces: number;
  complaints: number;
}
