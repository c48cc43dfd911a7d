import type { MailReport } from "./mailReport.js";

/** A mail that came in, as far as it matters to us. */
export interface InboundMail {
  /** Everybody it was addressed to. */
  to: string[];
  from: string;
  subject: string;
  text: string;
  messageId?: string;
  /** The mails that it answers. */
  references: string[];
  /** A machine wrote it: out of office, a list, a mail server. */
  isAutomatic: boolean;
  /** A mail server's or mailbox provider's report; "none" when it says only that it goes on trying. */
  report?: Omit<MailReport, "at" | "returnedTo"> | "none";
  at: Date;
}
