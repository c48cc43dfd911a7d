import type { Answer } from "../../src/domain/responses/submitResponse.js";
import { scoresOf } from "../../src/domain/metrics/rules.js";
import type { Invitation } from "../../src/records/invitation.js";
import type { Random } from "./random.js";
import { COMMENTS } from "./people.js";

/** How satisfied customers are on the whole, 0..1, by touchpoint. */
const MOODS: Record<string, number> = {
  "sales-call": 0.84,
  installation: 0.76,
  "thirty-days-in": 0.72,
  invoice: 0.62,
  "support-call": 0.66,
  "service-visit": 0.74,
  "put-right": 0.7,
  renewal: 0.78,
};

/** In the last two months one crew has trouble, which the overview should show. */
const TROUBLE_DAYS = 60;
const DAY_MS = 24 * 60 * 60_000;

/** What a customer says to an invitation; null for the many who say nothing. `end` is the story's last day. */
export function createAnswers(end: Date): (invitation: Invitation, random: Random) => Answer | null {
  return (invitation, random) => {
    const willAnswer = random.chance(invitation.channel === "sms" ? 0.42 : 0.3);
    const luck = random.next();
    const comments = random.chance(0.45);
    const pick = random.next();
    if (!willAnswer) return null;
    const mood = moodOf(invitation, end);
    const scores = scoresOf(invitation.metric);
    // Most people are near the top, and those who are not are far from it.
    const place = luck < mood ? 1 - (luck / mood) * 0.25 : (1 - luck) / (1 - mood) / 1.6;
    const index = Math.min(scores.length - 1, Math.floor(place * scores.length));
    const level = index >= scores.length * 0.8 ? "high" : index >= scores.length * 0.6 ? "mid" : "low";
    const comment = COMMENTS[level][Math.floor(pick * COMMENTS[level].length)]!;
    return {
      score: scores[index]!,
      language: invitation.locale ?? "en",
      ...(comments && { comment }),
      // Pressed at the very moment of the delivery, which the product flags.
      ...(isHasty(invitation, end) && pick < 0.8 && { origin: HASTY }),
    };
  };
}

/** Who talks with Lucia is handed her own phone now and then, so that the page of oddities has something to tell. */
const HASTY = { method: "POST", userAgent: "Mozilla/5.0 (iPhone) Mobile Safari", network: "" };

function isHasty({ agent, sendAt, channel }: Invitation, end: Date): boolean {
  const isRecent = end.getTime() - sendAt.getTime() < 2 * TROUBLE_DAYS * DAY_MS;
  return isRecent && agent?.id === "lucia" && channel === "email";
}

function moodOf({ touchpoint, agent, properties, sendAt }: Invitation, end: Date): number {
  const isRecent = end.getTime() - sendAt.getTime() < TROUBLE_DAYS * DAY_MS;
  const isTroubled = isRecent && touchpoint === "installation" && agent?.id.startsWith("crew-north");
  const late = properties["late"] === true ? 0.25 : 0;
  return Math.max(0.1, (MOODS[touchpoint] ?? 0.7) - late - (isTroubled ? 0.4 : 0));
}
