/** What a customer wrote back to a mail of ours. */
export interface Reply {
  /** Fingerprint of the mail: a repeat is the same. */
  id: string;
  invitation: string;
  customer: string;
  subject: string;
  /** Without what was quoted. */
  text: string;
  at: Date;
}
