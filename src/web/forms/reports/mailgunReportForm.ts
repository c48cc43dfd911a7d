import { z } from "zod";
import type { MailReport } from "../../../records/mailReport.js";
import { address, judged, known, unixInstant, words } from "./reportFields.js";

const data = z.object({
  event: words,
  recipient: address,
  timestamp: unixInstant,
  severity: words.nullish(),
  reason: words.nullish(),
  "delivery-status": z
    .object({
      code: z.union([z.number(), words]).nullish(),
      message: words.nullish(),
      description: words.nullish(),
      "enhanced-code": words.nullish(),
    })
    .nullish(),
  message: z.object({ headers: z.object({ "message-id": words.nullish() }) }).nullish(),
});

/** Mailgun's one event; empty for what says nothing about an address or a delivery. */
export const mailgunReportForm: z.ZodType<MailReport[]> = z
  .object({ "event-data": data })
  .transform((body) => {
    const about = body["event-data"];
    const said = saidBy(about);
    if (!said) return [];
    const messageId = about.message?.headers["message-id"];
    return [{ ...said, recipient: about.recipient, ...known("messageId", messageId), at: about.timestamp }];
  });

/** A temporary failure is tried again by Mailgun itself. */
function saidBy({
  event,
  severity,
  reason,
  ...about
}: z.infer<typeof data>): Pick<MailReport, "kind" | "code"> | null {
  if (event === "delivered") return { kind: "delivered" };
  if (event === "complained") return { kind: "complaint" };
  if (event === "unsubscribed") return { kind: "unsubscribe" };
  if (event !== "failed" || severity !== "permanent") return null;
  const status = about["delivery-status"];
  const words = judged(
    status?.["enhanced-code"] ?? undefined,
    String(status?.code ?? ""),
    status?.message ?? undefined,
    status?.description ?? undefined,
  );
  return reason === "suppress-bounce" ? { ...words, kind: "hard" } : words;
}
