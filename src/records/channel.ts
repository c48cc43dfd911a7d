/** How a customer is reached. */
export type ChannelName = "email" | "sms";

/** How an invitation reached the customer: `link` is handed over by the company itself. */
export type InvitationChannel = ChannelName | "link";
