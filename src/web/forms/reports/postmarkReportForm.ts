import { z } from "zod";
import type { MailReport } from "../../../records/mailReport.js";
import { address, isoInstant, judged, known, words } from "./reportFields.js";

const metadata = z.record(z.string(), words).nullish();

const common = { Metadata: metadata };

const webhook = z.discriminatedUnion(
  "RecordType",
  [
    z.object({
      RecordType: z.literal("Bounce"),
      Type: words,
      Email: address,
      BouncedAt: isoInstant,
      Description: words.nullish(),
      Details: words.nullish(),
      ...common,
    }),
    z.object({ RecordType: z.literal("SpamComplaint"), Email: address, BouncedAt: isoInstant, ...common }),
    z.object({ RecordType: z.literal("Delivery"), Recipient: address, DeliveredAt: isoInstant, ...common }),
    z.object({
      RecordType: z.literal("SubscriptionChange"),
      Recipient: address,
      ChangedAt: isoInstant,
      SuppressSending: z.boolean(),
      SuppressionReason: words.nullish(),
      ...common,
    }),
    z.object({ RecordType: z.enum(["Open", "Click"]), ...common }),
  ],
  "must be Bounce, SpamComplaint, Delivery, SubscriptionChange, Open or Click",
);

/** The provider's types that say something for certain; its other bounces are judged by their words. */
const HARD = ["HardBounce", "BadEmailAddress"];
const COMPLAINTS = ["SpamComplaint", "SpamNotification"];
const SOFT = ["SoftBounce", "DnsError", "Blocked", "Unknown", "VirusNotification", "DMARCPolicy"];

/** Postmark's one report; empty for what says nothing about an address or a delivery. */
export const postmarkReportForm: z.ZodType<MailReport[]> = webhook.transform((about): MailReport[] => {
  const ours = known("invitation", about.Metadata?.["invitation"]);
  switch (about.RecordType) {
    case "Bounce": {
      const kind = kindOf(about.Type);
      const { code } = judged(about.Details ?? undefined, about.Description ?? undefined);
      return kind
        ? [{ ...ours, kind, ...known("code", code), recipient: about.Email, at: about.BouncedAt }]
        : [];
    }
    case "SpamComplaint":
      return [{ ...ours, kind: "complaint", recipient: about.Email, at: about.BouncedAt }];
    case "Delivery":
      return [{ ...ours, kind: "delivered", recipient: about.Recipient, at: about.DeliveredAt }];
    case "SubscriptionChange": {
      const isWish = about.SuppressSending && about.SuppressionReason === "ManualSuppression";
      return isWish
        ? [{ ...ours, kind: "unsubscribe", recipient: about.Recipient, at: about.ChangedAt }]
        : [];
    }
    default:
      return [];
  }
});

/** Null for what is no bounce at all (an out-of-office note), and while Postmark itself goes on trying ("Transient"). */
function kindOf(type: string): MailReport["kind"] | null {
  if (HARD.includes(type)) return "hard";
  if (COMPLAINTS.includes(type)) return "complaint";
  if (type === "Unsubscribe") return "unsubscribe";
  return SOFT.includes(type) ? "soft" : null;
}
