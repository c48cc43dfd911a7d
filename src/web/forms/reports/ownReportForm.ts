import { z } from "zod";
import type { MailReport } from "../../../records/mailReport.js";
import { readForm } from "../readForm.js";
import { address, isoInstant, judged, known, words } from "./reportFields.js";

const report = z
  .strictObject(
    {
      type: z.enum(
        ["bounce", "complaint", "delivered", "unsubscribe"],
        "must be bounce, complaint, delivered or unsubscribe",
      ),
      bounce: z.enum(["hard", "soft"], "must be hard or soft").optional(),
      text: words.optional(),
      messageId: words.optional(),
      returnPath: address.optional(),
      recipient: address.optional(),
      at: isoInstant.optional(),
    },
    "must be an object",
  )
  .refine(({ messageId, returnPath, recipient }) => messageId ?? returnPath ?? recipient, {
    path: ["messageId"],
    error: "is required, or a returnPath or recipient",
  });

const reports = z.array(report).max(1_000, "must have 1,000 reports at most");

/** What a program of the company's own says: one report, or a list of them. What was not dated happened now. */
export function readOwnReports(body: unknown, now: Date): MailReport[] {
  const all = Array.isArray(body) ? readForm(reports, body) : [readForm(report, body)];
  return all.map(({ type, bounce, text, messageId, returnPath, recipient, at }) => ({
    ...(type === "bounce" ? { ...judged(text), ...known("kind", bounce) } : { kind: type }),
    ...known("messageId", messageId),
    ...known("returnedTo", returnPath),
    ...known("recipient", recipient),
    at: at ?? now,
  }));
}
