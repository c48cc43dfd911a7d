import { z } from "zod";
import { QUEUES } from "../../domain/cases/queueRules.js";
import { CONTACT_RESULTS, OUTCOMES } from "../../records/case.js";
import { formId, id, key, paragraph } from "./fields.js";
import { optional, paging } from "./queryForms.js";

const MAX_NOTE = 5_000;

/** No page shows more, and no form gives more away at once. */
const MAX_AT_ONCE = 500;

const queue = z.enum(QUEUES, `must be one of ${QUEUES.join(", ")}`);

const nobody = (text: string) => (text === "" ? null : text);

const user = z.string("must be text").max(64, "is no user");

export const queueQuery = z.strictObject({ queue: optional(queue), team: optional(key), ...paging });

export const caseId = z.object({ id });

/** To which list somebody goes back. */
export const backToQueue = z.object({ queue: optional(queue), team: optional(key) });

/** A case and who was seen to have it: "01J...|" is nobody. */
const seenCase = z
  .string("must be text")
  .max(200)
  .regex(/^[^|]+\|[^|]*$/, "must name a case and who has it")
  .transform((text) => {
    const [theCase, owner] = text.split("|") as [string, string];
    return { id: theCase, from: nobody(owner) };
  });

export const assignmentsForm = z.object({
  cases: z
    .preprocess(
      (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
      z.array(seenCase).max(MAX_AT_ONCE, `must be ${MAX_AT_ONCE} at most`),
    )
    .refine((list) => list.length > 0, "choose at least one case"),
  to: user.min(1, "choose who gets them"),
});

export const assignmentForm = z.object({ from: user.transform(nobody), to: user.transform(nobody) });

export const contactForm = z.object({
  id: formId.optional(),
  result: z.enum(CONTACT_RESULTS, "choose how it ended"),
  text: paragraph(MAX_NOTE).default(""),
});

export const noteForm = z.object({
  id: formId.optional(),
  text: paragraph(MAX_NOTE).refine((text) => text.trim() !== "", "write what you found out"),
});

export const resolutionForm = z.object({
  cause: z.string("choose a cause").min(1, "choose a cause").pipe(key),
  outcome: z.enum(OUTCOMES, "choose an outcome"),
  text: paragraph(MAX_NOTE).default(""),
});
