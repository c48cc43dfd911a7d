export const REPORT_KINDS = ["delivered", "soft", "hard", "complaint", "unsubscribe"] as const;

/** `hard`: the address does not work; `soft`: it did not work this time, or nobody knows. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a provider or a mail that came back says about one mail of ours. */
export interface MailReport {
  kind: ReportKind;
  /** What the mail is known by: the address it was returned to or its Message-ID, else who it was sent to. */
  returnedTo?: string;
  /** Our own id, where the provider gives it back. */
  invitation?: string;
  messageId?: string;
  recipient?: string;
  /** Short, for example "550" or "5.1.1"; never the provider's text. */
  code?: string;
  /** When it happened, by the reporter's clock. */
  at: Date;
}
