import type { Logger } from "../lib/logger.js";
import type { Clock } from "../lib/clock.js";
import type { Context } from "../domain/context.js";
import type { Channels } from "../channels/index.js";

/** What handlers need beside the domain's context. */
export interface WebContext extends Context {
  clock: Clock;
  channels: Channels;
  logger: Logger;
  secret: string;
  /** Absent: no provider of text messages, whose callbacks then all are forged. */
  twilio: { authToken: string } | undefined;
  isProduction: boolean;
  trustProxy: boolean | number | string;
  apiRequestsPerMinute: number;
  /** Reads what a provider's notification refers to; absent: from the internet. */
  fetchText?: (url: string) => Promise<string>;
  /** Which channels go to the outbox because no provider is configured. */
  outboxChannels: string[];
  /** The data lie in the embedded server. */
  isEmbedded: boolean;
  /** False while the process is stopping: it is taken out of rotation. */
  isReady(): boolean;
}
