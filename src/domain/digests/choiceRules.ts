import type { DigestChoice } from "../../records/digest.js";
import type { User } from "../../records/user.js";

const MORNING_HOUR = 8;

/** What a user has chosen; before that nothing, at an hour and in a zone that would fit. */
export function digestChoiceOf(
  { scoreDigest }: Pick<User, "scoreDigest">,
  zone: string,
): Pick<DigestChoice, "cadences" | "hour" | "zone" | "language" | "view"> {
  return scoreDigest ?? { cadences: [], hour: MORNING_HOUR, zone, language: "en" };
}
