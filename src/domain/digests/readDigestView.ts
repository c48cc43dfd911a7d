import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import * as views from "../../store/views.js";
import { mayBeTold } from "../alerts/rules.js";
import type { Context } from "../context.js";
import type { Period } from "../metrics/spanRules.js";
import { readViewScores, type ViewScores } from "../views/readViewScores.js";
import { maySeeView } from "../views/rules.js";

/** Each reading counts for a quarter of a second what is not counted yet. */
const MOST_READINGS = 40;

export interface DigestView {
  view: View;
  scores: ViewScores;
}

/**
 * The scores of a saved view in a period. Null when the reader may not read answers or sees no such view any more, and
 * when its answers are so many that they are still being counted: half a count would be a wrong number.
 */
export async function readDigestView(
  context: Context,
  { user, key, period }: { user: User; key: string | undefined; period: Period },
  now: Date,
): Promise<DigestView | null> {
  const view = key !== undefined && mayBeTold(user) ? await views.find(key) : null;
  if (!view || !maySeeView(user, view)) return null;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const scores = await readViewScores(context, view.filter, period, now);
    if (scores.counting === null) return { view, scores };
  }
  return null;
}
