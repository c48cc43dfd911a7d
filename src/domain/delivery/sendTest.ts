import { ChannelError, type Channel } from "../../channels/channel.js";
import { newSecret } from "../../lib/ids.js";
import type { SurveyContent } from "../../records/survey.js";
import type { User } from "../../records/user.js";
import * as surveyTests from "../../store/surveyTests.js";
import { brandOf } from "../brands/brandOf.js";
import type { Context } from "../context.js";
import { composeSample } from "./composeSample.js";

/** Long enough to show it to colleagues; what is being tried changes anyway. */
const LASTS_MS = 7 * 24 * 60 * 60_000;

/**
 * Mails a survey, published or not, to the person who writes it. Its links lead to pages that store no answer.
 * False when the mail could not be sent.
 */
export async function sendTest(
  context: Context,
  email: Channel,
  {
    content,
    language,
    touchpoint,
    user,
  }: { content: SurveyContent; language: string; touchpoint: string | null; user: User },
  now: Date,
): Promise<boolean> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + LASTS_MS);
  const place = touchpoint ? { touchpoint } : {};
  await surveyTests.insert({ token, content, language, ...place, user: user.id, createdAt: now, expiresAt });
  const sample = composeSample(
    context,
    {
      content,
      language,
      channel: "email",
      name: user.name,
      brand: await brandOf(context, touchpoint, now),
      address: user.email,
      token: `test-${token}`,
    },
    now,
  );
  try {
    await email.send({ ...sample, subject: `[Test] ${sample.subject}` }, now);
    return true;
  } catch (error) {
    await surveyTests.remove(token);
    if (!(error instanceof ChannelError)) throw error;
    context.logger.warn({ user: user.id, code: error.code }, "a test of a survey was not sent");
    return false;
  }
}
