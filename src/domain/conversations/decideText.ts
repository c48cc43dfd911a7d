import type { CaseMessage } from "../../records/caseMessage.js";
import type { IncomingText, Keyword, TextDecision } from "../../records/incomingText.js";
import type { Invitation } from "../../records/invitation.js";
import type { Customer } from "../../records/customer.js";
import type { SurveyVersion } from "../../records/survey.js";
import * as customers from "../../store/customers.js";
import * as incomingTexts from "../../store/incomingTexts.js";
import * as invitationTexts from "../../store/invitationTexts.js";
import * as suppressions from "../../store/suppressions.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import type { Context } from "../context.js";
import { optInNumber } from "../customers/optInNumber.js";
import { optOutNumber } from "../customers/optOutNumber.js";
import { toSmsText } from "../../lib/smsText.js";
import { brandOf, defaultBrand } from "../brands/brandOf.js";
import { namesCustomer, personalise } from "../surveys/personalise.js";
import { languageOf } from "../surveys/rules.js";
import { findCaseMessage } from "./findCaseMessage.js";
import { readKeyword, stepOf, understand, type Thread } from "./rules.js";
import { repliesIn } from "./texts/replies.js";
import { replyTo } from "./replyTo.js";

/** Nobody writes more in the minutes until a left text is finished. */
const MOST_SINCE = 500;

/** A thread with its whole ask, whose words the replies may name. */
interface AskedThread extends Thread {
  invitation: Invitation;
}

/**
 * What a text means and what we answer. An opt-out or opt-in is carried out here, before anything is written about
 * the text: nothing is more urgent, and only the first of several gets a confirmation.
 */
export async function decideText(
  context: Context,
  { from, text, at, handledAs }: IncomingText,
  now: Date,
): Promise<TextDecision> {
  const threads = await listThreads(from, now);
  const thread = findThread(threads);
  const belongsTo = thread ? { invitation: thread.invitation.id, customer: thread.invitation.customer } : {};
  const isOptedOut = (await suppressions.find("sms", from))?.reason === "opted_out";
  const keyword = handledAs ?? readKeyword(text);
  const isWish = keyword === "opt_in" ? isOptedOut || handledAs !== undefined : keyword !== null;
  if (isWish && keyword === "opt_in" && (await hasStoppedSince(from, at)))
    return { ...belongsTo, meaning: keyword, reply: null };
  if (keyword && isWish) {
    const isNew = await carryOut(keyword, from, now);
    const reply = isNew && !handledAs ? await keywordReply(context, keyword, { from, thread, now }) : null;
    return { ...belongsTo, meaning: keyword, reply };
  }
  if (!thread) return decideForCase(await findCaseMessage({ from, at }, null));
  const version = await readVersion(context, thread.invitation, now);
  const language = languageOf(version, thread.invitation.locale ? [thread.invitation.locale] : []);
  const understood = understand(text, thread, language);
  const answers = await findCaseMessage({ from, at }, { thread, understood });
  if (answers) return decideForCase(answers);
  const reply = isOptedOut ? null : replyTo(understood, thread, { version, language });
  return { ...belongsTo, ...understood, reply };
}

/** A person reads it: nothing is replied by itself. */
function decideForCase(answers: CaseMessage | null): TextDecision {
  if (!answers) return { meaning: "none", reply: null };
  return { meaning: "case", caseMessage: answers.id, customer: answers.customer, reply: null };
}

/** A text that was left by a killed process is decided late: the later wish stands. */
async function hasStoppedSince(from: string, at: Date): Promise<boolean> {
  const later = await incomingTexts.listFrom(from, new Date(at.getTime() + 1), MOST_SINCE);
  return later.some(({ text, handledAs }) => (handledAs ?? readKeyword(text)) === "opt_out");
}

async function listThreads(from: string, now: Date): Promise<AskedThread[]> {
  const open = await invitationTexts.listOpenBySmsTo(from, now);
  const said = await incomingTexts.listByInvitations(open.map(({ id }) => id));
  return open.map((invitation) => ({
    invitation,
    said: said.filter((one) => one.invitation === invitation.id),
  }));
}

/** The newest ask that waits for a word; else the newest whose conversation is over, to which more may be said. */
function findThread(threads: readonly AskedThread[]): AskedThread | undefined {
  const waits = (thread: Thread) => ["score", "comment"].includes(stepOf(thread));
  return threads.find(waits) ?? threads.find((thread) => stepOf(thread) === "over");
}

/** The survey of an ask with its texts as this customer reads them. */
async function readVersion(context: Context, invitation: Invitation, now: Date): Promise<SurveyVersion> {
  const frozen = await surveyVersions.get(invitation.survey, invitation.surveyVersion);
  const customer = namesCustomer(frozen) ? await customers.find(invitation.customer) : null;
  return personalise(frozen, {
    invitation,
    customer,
    brand: await brandOf(context, invitation.touchpoint, now),
  });
}

/** Whether it changed anything: only then there is something to confirm. */
async function carryOut(keyword: Keyword, from: string, now: Date): Promise<boolean> {
  if (keyword === "opt_out") return optOutNumber(from, now);
  if (keyword === "opt_in") await optInNumber(from, now);
  return true;
}

async function keywordReply(
  context: Context,
  keyword: Keyword,
  { from, thread, now }: { from: string; thread: AskedThread | undefined; now: Date },
): Promise<string> {
  const brand = thread ? await brandOf(context, thread.invitation.touchpoint, now) : defaultBrand(context);
  const locale = thread ? thread.invitation.locale : await localeOf(from);
  const replies = repliesIn(locale ?? "en");
  const texts = { opt_out: replies.stopped, opt_in: replies.started, help: replies.help };
  return toSmsText(texts[keyword](brand.name));
}

async function localeOf(from: string): Promise<Customer["locale"] | Invitation["locale"]> {
  return (await customers.listByPhone(from)).find(({ locale }) => locale)?.locale;
}
