import type { Background } from "../lib/background.js";
import type { Logger } from "../lib/logger.js";
import type { MailSettings } from "../lib/mailSettings.js";
import type { RollupQueue } from "./metrics/rollupQueue.js";

/** What every verb may need of this process and of the organisation's settings. */
export interface Context {
  /** The organisation's IANA zone, in which reporting days are counted. */
  reportingZone: string;
  /** Public address without a slash at the end. */
  baseUrl: string;
  /** Who asks, as customers know them. */
  brandName: string;
  brandColour?: string;
  brandLogoUrl?: string;
  /** Absent: mails come back to their sender only, and no provider tells us anything. */
  mail?: MailSettings;
  /** Text messages ask for the score itself, beside the link. */
  textsMayBeAnswered: boolean;
  /** The host that Message-IDs are made in. */
  mailHost: string;
  /** Whether a user's chat may be a neighbour in this machine's own network, and without TLS; absent: no. */
  chatMayBePrivate?: boolean;
  /** Whether webhooks may be posted into this machine's own network. */
  webhooksMayBePrivate: boolean;
  logger: Logger;
  background: Background;
  rollups: RollupQueue;
}
