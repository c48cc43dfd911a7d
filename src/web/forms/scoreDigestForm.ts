import { z } from "zod";
import { DIGEST_LANGUAGES } from "../../domain/digests/texts/textsByLanguage.js";
import { isKnownZone } from "../../lib/timeZone.js";
import { CADENCES, type DigestChoice } from "../../records/digest.js";
import { key } from "./fields.js";
import { optional } from "./queryForms.js";

const MORNING_HOUR = 8;

/** Which scores somebody wants by mail, as typed on their page. */
export const scoreDigestForm = z
  .object({
    cadence: z.preprocess(
      (value) => [value ?? []].flat(),
      z.array(z.string()).transform((ticked) => CADENCES.filter((one) => ticked.includes(one))),
    ),
    digestHour: z.coerce.number().int().min(0).max(23).catch(MORNING_HOUR),
    digestZone: z
      .string("must be text")
      .trim()
      .max(64)
      .default("")
      .refine(isKnownZone, "must be a time zone such as Europe/Madrid"),
    digestLanguage: z.enum(DIGEST_LANGUAGES, "must be one of the list").default("en"),
    digestView: optional(key),
  })
  .transform(({ cadence, digestHour, digestZone, digestLanguage, digestView }) => ({
    cadences: cadence,
    hour: digestHour,
    zone: digestZone,
    language: digestLanguage,
    ...(digestView && { view: digestView }),
  }));

/** A stored choice as it would have been typed. */
export function scoreDigestFields(choice: Omit<DigestChoice, "since" | "stopToken">) {
  const { cadences, hour, zone, language, view = "" } = choice;
  const when = { cadence: cadences, digestHour: String(hour), digestZone: zone };
  return { ...when, digestLanguage: language, digestView: view };
}

/** Which mail is shown. */
export const digestPreviewQuery = z.object({ cadence: z.enum(CADENCES).catch("weekly") });
