import { dispatchReply } from "../../../src/domain/cases/dispatchReply.js";
import type { Case } from "../../../src/records/case.js";
import type { CaseMessage } from "../../../src/records/caseMessage.js";
import * as caseMessages from "../../../src/store/caseMessages.js";
import * as cases from "../../../src/store/cases.js";
import { answer, BROWSER, configure, hiddenFields } from "../../build.js";
import type { Browser, World } from "../../world.js";
import { plan } from "../delivery/arrange.js";

/**
 * Ana, who may be reached both ways, has given a 2 by her link; her case. Works where mails go to a real server:
 * buildCase's `aCase` reads the link in the outbox, in which there is nothing then.
 */
export async function aMailedCase(
  world: World,
  { customer = {}, comment = "" }: { customer?: Record<string, unknown>; comment?: string } = {},
): Promise<Case> {
  await configure(world);
  const ana = { id: "ana", name: "Ana Lopez", email: "ana@example.com", phone: "+34600111222", ...customer };
  const { token } = await plan(world, { customer: ana });
  await world.dispatchAll();
  await answerLink(world, `/s/${token}`, comment);
  return (await cases.findOpenFor("ana"))!;
}

async function answerLink(world: World, link: string, comment: string): Promise<void> {
  await answer(world, link, { score: "2" });
  if (!comment) return;
  const page = await world.http.get(link).set("User-Agent", BROWSER);
  await world.http
    .post(link)
    .set("User-Agent", BROWSER)
    .type("form")
    .send({ ...hiddenFields(page.text), comment, score: "2" });
  await world.settle();
}

/** Fills in the form of the case's page and sends it. */
export async function reply(
  browser: Browser,
  theCase: Case,
  fields: { channel: string; text: string; subject?: string; id?: string },
) {
  const page = `/cases/${theCase.id}`;
  const shown = await browser.get(page);
  const [, id = ""] = shown.text.match(/name="id" value="([^"]+)"/) ?? [];
  const [, subject = ""] = shown.text.match(/name="subject" value="([^"]*)"/) ?? [];
  return browser.post(`${page}/replies`, { id, subject, ...fields }, page);
}

/** Sends every message about a case that is due now. */
export async function sendReplies(world: World): Promise<number> {
  let count = 0;
  while (await dispatchReply(world.context, world.channels, world.clock)) count += 1;
  return count;
}

/** What was written about a case so far. */
export function talk(theCase: Case): Promise<CaseMessage[]> {
  return caseMessages.listByCase(theCase.id, 50);
}

/** What happened to a case, in order. */
export async function changesOf({ id }: Case): Promise<string[]> {
  return (await cases.get(id)).changes.map(({ kind }) => kind);
}
