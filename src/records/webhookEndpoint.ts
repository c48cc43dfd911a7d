export const WEBHOOK_TYPES = [
  "response.created",
  "response.updated",
  "case.opened",
  "case.assigned",
  "case.escalated",
  "case.resolved",
  "case.reopened",
  "customer.opted_out",
  "customer.erased",
  "invitation.skipped",
  "alert.raised",
] as const;

/** What can happen that another program wants to be told. */
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** On: it is told. Off: a person of the company does not want it told. Gone: it answered 410, and wants no more. */
export type EndpointState = "on" | "off" | "gone";

/** An address of another program that is told what happens. */
export interface WebhookEndpoint {
  key: string;
  name: string;
  url: string;
  types: WebhookType[];
  /** "whsec_" and the signing key in base64. */
  secret: string;
  /** Signs as well until then, so that the receiver can change over in its own time. */
  previousSecret?: string;
  previousUntil?: Date;
  state: EndpointState;
  /** Since when it has the state. */
  stateAt: Date;
  /** Nothing that happened before is told. */
  listensSince: Date;
  /** Since when no try got through; absent while all is well. */
  failingSince?: Date;
  /** When we last gave a message up; absent once no such message is left. */
  gaveUpAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}
