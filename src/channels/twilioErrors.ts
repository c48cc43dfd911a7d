import { ChannelError, type Consequence } from "./channel.js";

const OPTED_OUT = 21610;
const BAD_NUMBERS = [21211, 21214, 21217, 21614];
const TRY_LATER = [30003];
/** Our account, our sender, its queue or its registration is at fault; the operator has to act. */
const SETUP_FAULTS = [
  20003, 20005, 20404, 21212, 21603, 21606, 21611, 21659, 21701, 21703, 30002, 30032, 30034, 30035,
];
const SETUP_STATUSES = [401, 403, 404, 408, 429];

/** What a refusal of Twilio's to take a message means for us. */
export function toChannelError(error: unknown): ChannelError {
  const { status } = error as { status?: number };
  const code = codeOf(error);
  const refuse = (message: string, consequence: Consequence) =>
    new ChannelError(message, { code, cause: error, isPermanent: true, consequence });
  const number = Number(code);
  if (number === OPTED_OUT) return refuse("The person has opted out", "opt_out");
  if (BAD_NUMBERS.includes(number)) return refuse("The number cannot be texted", "suppress");
  if (TRY_LATER.includes(number)) {
    return new ChannelError("The phone cannot be reached now", { code, cause: error, isPermanent: false });
  }
  const isSetup = SETUP_FAULTS.includes(number) || !status || SETUP_STATUSES.includes(status);
  if (isSetup || status >= 500) return channelDown(code, error);
  return refuse("The message was refused", "none");
}

/**
 * What it means that a message which Twilio had taken did not arrive. `isSetup`: our own account or sender is at fault.
 */
export function toDeliveryError(code: string): { error: ChannelError; isSetup: boolean } {
  const isSetup = SETUP_FAULTS.includes(Number(code));
  // Each try has been paid for: even for our own fault it is tried a few times only, not until it expires.
  const isLater = isSetup || TRY_LATER.includes(Number(code));
  const error = isLater
    ? new ChannelError("It did not arrive", { code, isPermanent: false })
    : toChannelError({ code, status: 400 });
  return { error, isSetup };
}

/** Twilio itself cannot be used. */
export function channelDown(code: string, cause: unknown): ChannelError {
  return new ChannelError("Twilio cannot be used", {
    code,
    cause,
    isPermanent: false,
    consequence: "channel_down",
  });
}

/** Twilio's code, else the status, else the network's. */
export function codeOf(error: unknown): string {
  const { status, code } = error as { status?: number; code?: number | string };
  return String(code ?? status ?? "unknown");
}
