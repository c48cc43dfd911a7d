import type { Category, Metric } from "./metric.js";
import type { Condition } from "./trigger.js";

export const PRIORITIES = ["urgent", "high", "normal"] as const;

export type Priority = (typeof PRIORITIES)[number];

export const ASSIGNMENTS = ["agent", "round_robin", "least_busy", "queue"] as const;

/** Who gets a new case: the agent of the event, everybody in turn, who has fewest, or whoever takes it. */
export type Assignment = (typeof ASSIGNMENTS)[number];

/** Which answers it is about; what is absent does not matter. */
export interface CaseWhen {
  metrics?: Metric[];
  categories?: Category[];
  scores?: { from: number; to: number };
  touchpoints?: string[];
  /** One of these words or phrases stands in the comment, in any case. */
  words?: string[];
  /** One of these options was chosen, for example "please call me back". */
  answer?: { question: string; options: string[] };
  /** On the event's properties, the customer's segment, the agent, the team. */
  where: Condition[];
}

/** When somebody answers like this, somebody of ours follows up. The first rule that matches opens the case. */
export interface CaseRule {
  key: string;
  name: string;
  /** Smaller comes first; of two alike the smaller key. */
  order: number;
  when: CaseWhen;
  priority: Priority;
  /** Null: the team of the event. */
  team: string | null;
  /** Minutes of the team's business hours until somebody has been in touch. */
  contactMinutes: number;
  /** Minutes of the team's business hours until it should be resolved. */
  resolveMinutes: number;
  assignment: Assignment;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}
