import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";

/** What sending is compared with: the mail library alone, with as many connections and the very same mail. */
const mail = await simpleParser(readFileSync(process.env["MAIL_FILE"]!));
const connections = Number(process.env["CONNECTIONS"]);
const transport = createTransport({
  url: process.env["SMTP_URL"],
  pool: true,
  maxConnections: connections,
  maxMessages: Infinity,
} as Parameters<typeof createTransport>[0]);
const amount = Number(process.env["MAILS"]);
let sent = 0;
const hand = async () => {
  while (sent < amount) {
    sent += 1;
    await transport.sendMail({
      from: process.env["MAIL_FROM"],
      to: `customer-${sent}@example.com`,
      subject: mail.subject,
      text: mail.text,
      html: mail.html || "",
      headers: {
        "List-Unsubscribe": "<http://localhost:3000/u/AAAAAAAAAAAAAAAAAAAAAA>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
  }
};
await Promise.all(Array.from({ length: 2 * connections }, hand)); // more hands than connections: none of them waits for work
transport.close();
process.stdout.write("ready\n");
