/** A property of events or an attribute of customers that reports are broken down by. */
export interface ReportProperty {
  of: "event" | "customer";
  name: string;
}

/** What the organisation wants its scores broken down by, beside team, agent, channel and language. */
export interface ReportSettings {
  /** At most five. */
  properties: ReportProperty[];
  /** Rises with each change. */
  revision: number;
  /** The revision for which every roll-up was asked to be counted again. */
  countedRevision: number;
  /** The revision for which every roll-up was counted again, as far as is known. */
  recountedRevision?: number;
  updatedAt?: Date;
  updatedBy?: string;
}
