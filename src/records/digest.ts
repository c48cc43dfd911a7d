export const CADENCES = ["daily", "weekly", "monthly"] as const;

/** How often: for each day, for seven days on Mondays, for each month on the 1st; by the organisation's calendar. */
export type Cadence = (typeof CADENCES)[number];

/** Which scores somebody gets by mail, and when. */
export interface DigestChoice {
  /** None: no mail. */
  cadences: Cadence[];
  /** The reader's own hour in this IANA zone; the days are the organisation's. */
  hour: number;
  zone: string;
  /** One that texts are known in, such as "pt". */
  language: string;
  /** The key of a saved view whose scores are told beside those of all touchpoints. */
  view?: string;
  /** Nothing that was due before is sent: whoever chooses at noon does not get the morning's mail. */
  since: Date;
  /** Stands in the link by which a mail stops those to come. */
  stopToken: string;
}
