import type { Doc } from "../bson/value.js";

/** A compiled stage of a pipeline. */
export interface Stage {
  /** The top-level fields that it reads. */
  reads: ReadonlySet<string>;
  /** Whether nothing but those fields can come out of it. */
  isNarrowing: boolean;
  run: (docs: Iterable<Doc>) => Iterable<Doc>;
}

/** The top-level fields that a pipeline reads of its input; null where it may hand on all of them. */
export function readsOf(stages: readonly Stage[]): Set<string> | null {
  const reads = new Set<string>();
  for (const stage of stages) {
    stage.reads.forEach((field) => reads.add(field));
    if (stage.isNarrowing) return reads;
  }
  return null;
}
