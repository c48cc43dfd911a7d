import type { Channels } from "../../src/channels/index.js";
import type { Context } from "../../src/domain/context.js";
import { composeScoreDigest } from "../../src/domain/digests/composeScoreDigest.js";
import { lastDayOver } from "../../src/domain/digests/periodRules.js";
import { saveScoreDigest } from "../../src/domain/digests/saveScoreDigest.js";
import { dayOf } from "../../src/lib/timeZone.js";
import * as users from "../../src/store/users.js";

/** Mara gets the scores of each week by mail; that of the last one lies in the outbox. */
export async function mailScores(context: Context, { email }: Channels, now: Date): Promise<void> {
  const zone = context.reportingZone;
  const mara = await users.findByEmail("mara@example.com");
  if (!mara) return;
  await saveScoreDigest(mara, { cadences: ["weekly"], hour: 8, zone, language: "en" }, now);
  const day = lastDayOver("weekly", dayOf(now, zone));
  const mail = await composeScoreDigest(
    context,
    {
      id: `scores|${mara.id}|weekly|${day}`,
      user: mara.id,
      way: "email",
      kind: "scores",
      cadence: "weekly",
      day,
      at: now,
      state: "waiting",
      tries: 0,
      removeAt: now,
    },
    now,
  );
  if (mail) await email.send(mail, now);
}
