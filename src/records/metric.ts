export type Metric = "nps" | "csat" | "ces";

export type Category =
  "promoter" | "passive" | "detractor" | "satisfied" | "dissatisfied" | "easy" | "hard" | "neutral";
