import type { CollectorKind } from "./collector.js";

/** How a customer is reached. */
export type ChannelName = "email" | "sms";

/** How an invitation reached the customer. `link` is also what the company hands over itself. */
export type InvitationChannel = ChannelName | CollectorKind;
