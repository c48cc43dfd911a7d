import type { SurveyContent } from "../../records/survey.js";
import { leavesOf } from "./leaves.js";

export interface Change {
  /** Where it stands: ["question", "es"]. */
  path: string[];
  /** Null: it was not there. */
  was: string | null;
  /** Null: it is there no more. */
  is: string | null;
}

/** What a customer or a colleague would find different, piece by piece; empty when nothing is. */
export function listChanges(live: SurveyContent, next: SurveyContent): Change[] {
  const before = byPath(live);
  const after = byPath(next);
  const paths = [...after.keys(), ...[...before.keys()].filter((path) => !after.has(path))];
  return paths
    .map((path) => ({
      path: JSON.parse(path) as string[],
      was: before.get(path) ?? null,
      is: after.get(path) ?? null,
    }))
    .filter(({ was, is }) => was !== is);
}

function byPath(content: SurveyContent): Map<string, string> {
  return new Map(leavesOf(content).map(({ path, value }) => [JSON.stringify(path), value]));
}
