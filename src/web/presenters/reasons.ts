import type { InvitationChannel } from "../../records/channel.js";
import type { FailReason, Invitation, InvitationState, SkipReason } from "../../records/invitation.js";

/** Why somebody was not asked, or why it came to nothing, as a sentence that a newcomer understands. */
export const REASONS: Record<SkipReason | FailReason, { short: string; sentence: string }> = {
  expired: {
    short: "Too late",
    sentence: "It was too late to ask: the time to answer was over before a message could go out.",
  },
  survey_paused: { short: "Survey paused", sentence: "The survey was paused." },
  no_address: {
    short: "No address",
    sentence: "We have no email address or phone number for the channels of this trigger.",
  },
  opted_out: { short: "Opted out", sentence: "The customer does not want to be asked." },
  suppressed: {
    short: "Address suppressed",
    sentence:
      "The address bounced, its owner complained, or it stands on the suppression list: we do not write to it.",
  },
  not_sampled: {
    short: "Not in the sample",
    sentence: "The trigger asks only a share of its events, and this one was not drawn.",
  },
  asked_recently: {
    short: "Asked recently",
    sentence: "The customer was asked, or was going to be asked, within the quiet period.",
  },
  cancelled_by_event: {
    short: "Something else happened",
    sentence: "Another event came first, after which this trigger does not ask.",
  },
  quiet_hours: {
    short: "Too late, quiet hours",
    sentence:
      "It would have been too late to ask: the time to answer ended within quiet hours or holidays, when nothing is sent.",
  },
  daily_cap: {
    short: "Too late, day's limit",
    sentence:
      "It would have been too late to ask: the day's limit of messages was reached until the time to answer was over.",
  },
  gave_up: { short: "Gave up", sentence: "The provider could not take the message, and we stopped trying." },
  refused: { short: "Refused", sentence: "The provider refused the message for good." },
};

export const STATES: Record<InvitationState, { word: string; tone: "good" | "bad" | "warn" | "" }> = {
  scheduled: { word: "Planned", tone: "" },
  sending: { word: "Sending", tone: "" },
  sent: { word: "Sent", tone: "" },
  delivered: { word: "Delivered", tone: "" },
  answered: { word: "Answered", tone: "good" },
  expired: { word: "Not answered in time", tone: "" },
  failed: { word: "Failed", tone: "bad" },
  skipped: { word: "Not asked", tone: "warn" },
};

const CHANNELS: Record<InvitationChannel, string> = {
  email: "email",
  sms: "SMS",
  link: "a link of yours",
  website: "your website",
  kiosk: "a kiosk",
};

/** "email", "SMS", "a link of yours" */
export function channelInWords(channel: InvitationChannel): string {
  return CHANNELS[channel];
}

/** The sentence of an invitation's reason; null when there is none, as with everything that went well. */
export function reasonInWords({ reason }: Pick<Invitation, "reason">): string | null {
  return reason && REASONS[reason].sentence;
}
