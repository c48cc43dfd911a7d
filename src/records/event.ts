import type { Properties } from "./customer.js";

export interface Agent {
  id: string;
  name?: string;
}

/** Something that happened to a customer. */
export interface CustomerEvent {
  /** Given by the sender; unique. */
  id: string;
  type: string;
  occurredAt: Date;
  /** The customer's id. */
  customer: string;
  agent?: Agent;
  team?: string;
  properties: Properties;
  /** Fingerprint of what was sent: the same id with another fingerprint is a conflict. */
  contentHash: string;
  receivedAt: Date;
  /** Set when every trigger has decided; a repeat before that decides again. */
  decidedAt?: Date;
}
