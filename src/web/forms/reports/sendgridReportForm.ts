import { z } from "zod";
import type { MailReport } from "../../../records/mailReport.js";
import { address, judged, known, unixInstant, words } from "./reportFields.js";

const event = z.object({
  event: words,
  email: address,
  timestamp: unixInstant,
  "smtp-id": words.optional(),
  reason: words.nullish(),
  status: words.nullish(),
  type: words.nullish(),
  bounce_classification: words.nullish(),
});

type SendgridEvent = z.infer<typeof event>;

/** SendGrid's list of events; those that say nothing about an address or a delivery are left out. */
export const sendgridReportForm: z.ZodType<MailReport[]> = z
  .array(event, "must be a list of events")
  .transform((all) =>
    all.flatMap((one) => {
      const said = saidBy(one);
      if (!said) return [];
      return [{ ...said, recipient: one.email, ...known("messageId", one["smtp-id"]), at: one.timestamp }];
    }),
  );

function saidBy(one: SendgridEvent): Pick<MailReport, "kind" | "code"> | null {
  const reason = one.reason ?? "";
  switch (one.event) {
    case "delivered":
      return { kind: "delivered" };
    case "spamreport":
      return { kind: "complaint" };
    case "unsubscribe":
    case "group_unsubscribe":
      return { kind: "unsubscribe" };
    case "bounce": {
      const words = judged(one.status ?? undefined, reason);
      if (one.type === "blocked") return { ...words, kind: "soft" };
      return one.bounce_classification === "Invalid Address" ? { ...words, kind: "hard" } : words;
    }
    case "dropped":
      if (/^(bounced|invalid)/i.test(reason)) return { kind: "hard" };
      if (/^spam report/i.test(reason)) return { kind: "complaint" };
      return { kind: /^unsubscribed/i.test(reason) ? "unsubscribe" : "soft" };
    default:
      return null;
  }
}
