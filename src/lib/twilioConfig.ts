export interface TwilioConfig {
  accountSid: string;
  authToken: string;
  /** A number, or a messaging service ("MG..."). */
  from: string;
  perSecond: number;
  /** Where Twilio tells what became of a message. Absent where it cannot reach us: it would refuse the message. */
  statusCallback?: string;
  apiBase?: string;
}
