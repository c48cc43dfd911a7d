/** Wall-clock times such as "08:00". An end before the beginning goes over midnight. */
export interface SendingHours {
  from: string;
  until: string;
}

/** When and how often anybody is asked, whatever the trigger. One for the organisation. */
export interface ContactPolicy {
  /** ISO 8601. For every trigger that has none of its own. */
  quietPeriod: string;
  /** In the customer's own zone. Without hours of their own, emails go out at any time. */
  hours: { sms: SendingHours; email: SendingHours | null };
  /** Messages a day over all channels; null sends as they come. */
  dailyCap: number | null;
  /** Calendar days ("2026-12-25") of the customer on which nothing is sent. */
  holidays: string[];
  /** Null until somebody has changed the defaults. */
  updatedAt: Date | null;
  /** The person or the program that changed it last. */
  updatedBy: string | null;
}
