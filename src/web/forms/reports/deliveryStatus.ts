import { bounceKind } from "../../../channels/bounceKind.js";
import type { InboundMail } from "../../../records/inboundMail.js";

type Report = NonNullable<InboundMail["report"]>;

/** What a mail server's report says (RFC 3464). Of several recipients the first that failed counts: ours have one. */
export function readDeliveryStatus(status: string, original: string): Report {
  const recipients = blocksOf(status).filter((fields) => fields.has("action"));
  const fields = recipients.find((one) => one.get("action") === "failed") ?? recipients[0];
  if (!fields) return "none";
  const action = fields.get("action")!.toLowerCase();
  const about = { ...recipientOf(fields), ...messageIdIn(original) };
  if (["delivered", "relayed", "expanded"].includes(action)) return { kind: "delivered", ...about };
  if (action !== "failed") return "none"; // delayed: it goes on trying
  return { ...bounceKind(`${fields.get("status") ?? ""} ${fields.get("diagnostic-code") ?? ""}`), ...about };
}

/** What a mailbox provider's report of a complaint says (RFC 5965). */
export function readFeedback(feedback: string, original: string): Report {
  const [fields] = blocksOf(feedback);
  const type = fields?.get("feedback-type")?.toLowerCase();
  if (!fields || !type || !["abuse", "fraud", "other"].includes(type)) return "none";
  const to = fields.get("original-rcpt-to");
  return { kind: "complaint", ...(to && { recipient: addressIn(to) }), ...messageIdIn(original) };
}

/** Blocks of headers, separated by empty lines; folded lines are joined. */
function blocksOf(text: string): Map<string, string>[] {
  return text
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .map((block) => {
      const lines = block.replace(/\n[ \t]+/g, " ").split("\n");
      const fields = lines.flatMap((line): [string, string][] => {
        const [, name, value] = line.match(/^([\w-]+):[ \t]*(.*)$/) ?? [];
        return name ? [[name.toLowerCase(), value!.trim()]] : [];
      });
      return new Map(fields);
    });
}

function recipientOf(fields: Map<string, string>): { recipient?: string } {
  const field = fields.get("original-recipient") ?? fields.get("final-recipient");
  return field ? { recipient: addressIn(field) } : {};
}

/** "rfc822; <ana@example.com>" */
function addressIn(field: string): string {
  return field
    .replace(/^[^;]*;/, "")
    .replace(/[<>\s]/g, "")
    .toLowerCase();
}

function messageIdIn(original: string): { messageId?: string } {
  const [, messageId] = original.match(/^Message-ID:\s*(<[^>\s]+>)/im) ?? [];
  return messageId ? { messageId } : {};
}
