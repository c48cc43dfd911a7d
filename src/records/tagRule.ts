import type { Category } from "./metric.js";

/** "Put this tag on answers whose comment has one of these words." What is absent does not matter. */
export interface TagRule {
  key: string;
  tag: string;
  /** Words or phrases, one of which stands in the comment; see the follow-up rules. */
  words: string[];
  touchpoints?: string[];
  categories?: Category[];
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}
