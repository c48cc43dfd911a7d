import { createHmac } from "node:crypto";
import type { Response } from "supertest";
import type { MailSettings } from "../../../src/lib/mailSettings.js";
import type { World } from "../../world.js";

export const SECRET = "a hook secret of the tests";

/** Everything that mail may come back by. */
export const MAIL: MailSettings = {
  bounceDomain: "bounces.example.com",
  inboundDomain: "in.example.com",
  hooks: { secret: SECRET },
};

/** Posts a report as a program of the company's own does; `at` is when it was signed. */
export async function postReport(
  world: World,
  body: unknown,
  { secret = SECRET, at = world.clock.now() } = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const time = Math.floor(at.getTime() / 1000);
  const signature = createHmac("sha256", secret).update(`${time}.${text}`).digest("hex");
  const answer = await world.http
    .post("/hooks/email/bounces")
    .set("Content-Type", "application/json")
    .set("X-Afterword-Signature", `t=${time},v1=${signature}`)
    .send(text);
  await world.settle();
  return answer;
}

/** Posts a mail that came in. */
export async function postMail(world: World, lines: string[], secret = SECRET): Promise<Response> {
  const answer = await world.http
    .post("/hooks/email/inbound")
    .auth("mail", secret)
    .set("Content-Type", "message/rfc822")
    .send(lines.join("\r\n"));
  await world.settle();
  return answer;
}

/** A mail server's report that a mail could not be delivered (RFC 3464). */
export function deliveryReport({
  to,
  status,
  diagnostic,
  action = "failed",
  recipient = "ana@example.com",
  original = "Subject: without an id",
}: {
  to: string;
  status: string;
  diagnostic: string;
  action?: string;
  recipient?: string;
  original?: string;
}): string[] {
  return [
    "From: Mail Delivery System <MAILER-DAEMON@mx.example.net>",
    `To: ${to}`,
    "Subject: Undelivered Mail Returned to Sender",
    "Message-ID: <report-1@mx.example.net>",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    "",
    "--part",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "I'm sorry to have to inform you that your message could not be delivered.",
    "",
    "--part",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.net",
    "",
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    "",
    "--part",
    "Content-Type: message/rfc822",
    "",
    original,
    "",
    "--part--",
    "",
  ];
}
