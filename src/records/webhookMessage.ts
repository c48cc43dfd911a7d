import type { WebhookType } from "./webhookEndpoint.js";

export const MESSAGE_STATES = ["waiting", "delivered", "dead"] as const;

/** Waiting: for its first try or the next one. Dead: given up, until somebody sends it again. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** One try to hand a message over. */
export interface WebhookTry {
  at: Date;
  tookMs: number;
  /** What the receiver answered; absent when it did not. */
  status?: number;
  /** Why there was no answer: a stable code such as "timeout" or "ECONNREFUSED". */
  fault?: string;
  /** The beginning of the answer. */
  answer: string;
}

/** What one endpoint is told about one thing that happened. */
export interface WebhookMessage {
  /** `<endpoint>|<webhook id>`: to say the same thing twice inserts nothing. */
  id: string;
  endpoint: string;
  /** The header by which the receiver knows a repeat; the same for every endpoint. */
  webhookId: string;
  type: WebhookType | "webhook.test";
  /** The text that is signed and sent; it never changes. */
  body: string;
  /** Whom it is about, as far as we know them. */
  customer?: string;
  state: MessageState;
  /** When a worker has to look at it: the next try, or the end of the lease. Absent when nothing is left to do. */
  dueAt?: Date;
  lease?: string;
  /** How many tries were begun since it was first to be sent, or was to be sent again. */
  begun: number;
  /** The newest twenty. */
  tries: WebhookTry[];
  /** When it happened. */
  at: Date;
  endedAt?: Date;
  /** When the database forgets it. */
  removeAt: Date;
}
