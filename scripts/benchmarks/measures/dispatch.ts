import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onEnd } from "../cleanUp.js";
import { BATCH, postBatches } from "../customers.js";
import { HANDS, MAIL_CONNECTIONS, MAIL_FROM, type Installation } from "../installation.js";
import { startProcess } from "../processes.js";
import type { Measure } from "./measure.js";

/** Long enough to have posted everything before the first of it is due. */
const POST_PER_SECOND = 600;

/** The worker against the mail library alone, into the same mail server, with the same mail. */
export async function measureDispatch(installation: Installation, mails: number): Promise<Measure> {
  const { server, startSending } = installation;
  const sending = await startSending();
  const ours = await dispatch(installation, mails);
  if (server === "mongodb") await sending.stop();
  const peer = await sendRaw(installation, mails);
  const where = server === "embedded" ? "in the process that also serves" : "in a process of its own";
  return {
    what: "Invitations sent by email",
    ours,
    unit: "mails/s",
    peer,
    target: MAIL_CONNECTIONS === "20" ? 0.8 : 0.5, // what was promised for either
    note: `${mails} mails, the worker ${where}, ${HANDS} hands over ${MAIL_CONNECTIONS} connections; the peer is nodemailer's pool with as many connections and the very same mail. Counted without the first quarter`,
  };
}

/** Has so many invitations (a multiple of a batch) sent; mails a second without the first quarter. Each has to be in the sink and noted as sent. */
export async function dispatch(installation: Installation, mails: number): Promise<number> {
  const invitations = installation.database.collection("invitations");
  const countSent = () => invitations.countDocuments({ state: "sent" });
  const before = await countSent();
  await askSink(installation, "/reset");
  const dueAt = new Date(Date.now() + 3_000 + (mails / POST_PER_SECOND) * 1_000);
  await postBatches(installation, mails / BATCH, { type: "visit.completed", at: dueAt });
  let arrived = { mails: 0, perSecond: 0 };
  for (let last = Date.now(); arrived.mails < mails; await sleep(200)) {
    const now = await askSink(installation, "/");
    if (now.mails > arrived.mails) last = Date.now();
    if (Date.now() - last > 90_000) throw new Error(`${now.mails} mails of ${mails} have come, and no more`);
    arrived = now;
  }
  for (let tries = 0; tries < 25 && (await countSent()) - before < mails; tries += 1) await sleep(200);
  const sent = (await countSent()) - before;
  if (sent !== mails || arrived.mails !== mails)
    throw new Error(`${arrived.mails} mails have come and ${sent} invitations are sent of ${mails}`);
  return arrived.perSecond;
}

async function sendRaw(installation: Installation, mails: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "aw-"));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "mail.eml");
  writeFileSync(file, await (await fetch(`${installation.sink.url}/last`)).text(), "latin1");
  await askSink(installation, "/reset");
  const raw = await startProcess("scripts/benchmarks/peers/rawMailer.ts", {
    env: {
      MAIL_FILE: file,
      SMTP_URL: installation.sink.smtpUrl,
      MAILS: String(mails),
      MAIL_FROM,
      CONNECTIONS: MAIL_CONNECTIONS,
    },
  });
  await raw.stop();
  const arrived = await askSink(installation, "/");
  if (arrived.mails !== mails) throw new Error(`${arrived.mails} of the peer's ${mails} mails have come`);
  return arrived.perSecond;
}

async function askSink(
  { sink }: Installation,
  path: "/" | "/reset",
): Promise<{ mails: number; perSecond: number }> {
  return (await (await fetch(`${sink.url}${path}`)).json()) as { mails: number; perSecond: number };
}
