import { z } from "zod";
import type { MailReport } from "../../../records/mailReport.js";
import { address, isoInstant, judged, known, words } from "./reportFields.js";

const mail = z.object({
  source: address.optional(),
  commonHeaders: z.object({ messageId: words.optional() }).optional(),
  headers: z.array(z.object({ name: words, value: words })).optional(),
  tags: z.record(z.string(), z.array(words)).optional(),
});

const recipient = z.object({
  emailAddress: address,
  status: words.optional(),
  diagnosticCode: words.optional(),
});

const notification = z.object({
  notificationType: words.optional(),
  eventType: words.optional(),
  mail,
  bounce: z
    .object({
      bounceType: words,
      bounceSubType: words.nullish(),
      bouncedRecipients: z.array(recipient),
      timestamp: isoInstant,
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: z.array(recipient),
      timestamp: isoInstant,
      complaintFeedbackType: words.nullish(),
    })
    .optional(),
  delivery: z.object({ recipients: z.array(address), timestamp: isoInstant }).optional(),
});

/** Amazon SES, in notifications and in event publishing alike; anything but bounces, complaints and deliveries is empty. */
export const sesReportForm: z.ZodType<MailReport[]> = notification.transform((about) => {
  const { bounce, complaint, delivery, notificationType, eventType } = about;
  const common = idsOf(about.mail);
  const type = notificationType ?? eventType;
  if (type === "Bounce" && bounce) {
    const bounced = bounce.bouncedRecipients.filter((one) => !isAutoReply(bounce, one));
    return bounced.map(({ emailAddress, status, diagnosticCode }) => ({
      ...common,
      ...judged(status, diagnosticCode),
      kind: bounce.bounceType === "Permanent" ? ("hard" as const) : ("soft" as const),
      recipient: emailAddress,
      at: bounce.timestamp,
    }));
  }
  if (type === "Complaint" && complaint && complaint.complaintFeedbackType !== "not-spam") {
    return complaint.complainedRecipients.map(({ emailAddress }) => ({
      ...common,
      kind: "complaint" as const,
      recipient: emailAddress,
      at: complaint.timestamp,
    }));
  }
  if (type === "Delivery" && delivery) {
    const { recipients, timestamp: at } = delivery;
    return recipients.map((to) => ({ ...common, kind: "delivered" as const, recipient: to, at }));
  }
  return [];
});

/** SES reports an out-of-office reply as a bounce, too, but without what a mail server would say of one. */
function isAutoReply(
  { bounceType, bounceSubType }: { bounceType: string; bounceSubType?: string | null | undefined },
  { status, diagnosticCode }: z.infer<typeof recipient>,
): boolean {
  return bounceType !== "Permanent" && bounceSubType === "General" && !status && !diagnosticCode;
}

/** SES puts its own Message-ID into the mail; ours is among the headers that it was given. */
function idsOf({ source, commonHeaders, headers, tags }: z.infer<typeof mail>) {
  const given = headers?.find(({ name }) => name.toLowerCase() === "message-id")?.value;
  return {
    ...known("invitation", tags?.["invitation"]?.[0]),
    ...known("returnedTo", source),
    ...known("messageId", given ?? commonHeaders?.messageId),
  };
}
