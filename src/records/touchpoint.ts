export const STAGES = [
  "awareness",
  "consideration",
  "purchase",
  "onboarding",
  "use",
  "support",
  "renewal",
] as const;

export type Stage = (typeof STAGES)[number];

/** A named place on the journey where experience is measured. */
export interface Touchpoint {
  key: string;
  name: string;
  stage: Stage;
  /** The key of the brand that asks here; absent: the configuration's own. */
  brand?: string;
  createdAt: Date;
  updatedAt: Date;
}
