/** Going once through all earlier answers, in the background: for one tag rule, or for the sentiment of comments. */
export interface TagRun {
  /** The key of the rule, or "sentiment". */
  id: string;
  startedAt: Date;
  /** Everything newer was looked at; null before the first step. */
  place: { day: string; id: string } | null;
  looked: number;
  changed: number;
  /** How many there were when it began. */
  total: number;
  isOpen: boolean;
}
