import type { Message } from "../../channels/channel.js";
import type { Alert, AlertRaise } from "../../records/alert.js";
import type { Notification } from "../../records/notification.js";
import type { SurveyResponse } from "../../records/response.js";
import * as alertRaises from "../../store/alertRaises.js";
import * as alerts from "../../store/alerts.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { faceOf, nameOf, scoreWords } from "../notifications/caseFacts.js";
import { plainForChat, quoteForChat } from "../notifications/composeChat.js";
import { frameOf, toMail } from "../notifications/composeNoticeMail.js";
import { fallInWords, watchedInWords, type WatchNames } from "./alertWords.js";
import { linkOf } from "./describeRaise.js";
import { readWatchNames } from "./readWatchNames.js";
import { mayBeTold } from "./rules.js";

const MAX_WORDS = 3_000;

interface Raised {
  alert: Alert;
  raise: AlertRaise;
  response: SurveyResponse | null;
  names: WatchNames;
}

/** What an alert says by mail; null when the alert or the response is gone, or the reader is not to be told any more. */
export async function composeAlertMail(
  context: Context,
  { id, user: to, about }: Notification,
): Promise<Message | null> {
  const [raised, user] = await Promise.all([readRaised(about!), users.find(to)]);
  if (!raised || !user || !mayBeTold(user) || !raised.alert.users.includes(to)) return null;
  const { alert, response } = raised;
  const said = sentencesOf(raised);
  const customer = response && (await customers.find(response.customer));
  const words = response ? cut(response.comment.trim()) : "";
  const data = {
    ...frameOf(context),
    title: `${alert.name}: ${said.lead}`,
    sentence: said.lead,
    sentences: said.sentences,
    alert: alert.name,
    response: response && {
      customer: nameOf(response.customer, customer),
      touchpoint: raised.names.touchpoints.get(response.touchpoint) ?? response.touchpoint,
      score: scoreWords(response),
      face: faceOf(response),
    },
    words,
    wordLines: words.split(/\r?\n/),
    link: response ? responseLink(context, response) : watchedLink(context, raised),
    label: response ? "Open the response" : "Look at it",
    alertLink: linkOf(context, alert.key),
  };
  return toMail(context, { user, template: "alert", data, id });
}

/** What an alert says in its chat, where others may read along: without a name. Null as with mails. */
export async function composeAlertChat(
  context: Context,
  { about }: Notification,
): Promise<{ url: string; text: string } | null> {
  const raised = await readRaised(about!);
  const url = raised?.alert.chatUrl;
  if (!raised || !url) return null;
  const { alert, response } = raised;
  const { sentences } = sentencesOf(raised);
  const comment = response?.comment.trim();
  const lines = [
    plainForChat(`${alert.name}: ${sentences.join(" ")}`),
    ...(comment && alert.isCommentInChat ? [quoteForChat(comment)] : []),
    response ? responseLink(context, response) : watchedLink(context, raised),
  ];
  return { url, text: lines.join("\n") };
}

async function readRaised(id: string): Promise<Raised | null> {
  const raise = await alertRaises.find(id);
  const alert = raise && (await alerts.find(raise.alert));
  if (!raise || !alert) return null;
  const response = raise.response === undefined ? null : await responses.find(raise.response);
  if (raise.response !== undefined && !response) return null;
  return { alert, raise, response, names: await readWatchNames() };
}

/** What happened, in two sentences, and in a few words for the subject. */
function sentencesOf({ alert, raise, response, names }: Raised): { lead: string; sentences: string[] } {
  if (!response) {
    const { lead, what, sure } = fallInWords(alert, raise.measure!, names);
    return { lead, sentences: [what, sure] };
  }
  const where = names.touchpoints.get(response.touchpoint) ?? response.touchpoint;
  const lead = `${scoreWords(response)} for ${where}`;
  const comment = response.comment.trim() ? "with a comment" : "without a comment so far";
  return {
    lead,
    sentences: [
      `A customer (${response.category}) gave ${lead}, ${comment}.`,
      `It matches what you asked for: ${watchedInWords(alert, names)}.`,
    ],
  };
}

function responseLink({ baseUrl }: Context, { id }: SurveyResponse): string {
  return `${baseUrl}/responses/${encodeURIComponent(id)}`;
}

/** The page of what fell, over the days in question. */
function watchedLink(context: Context, { alert, raise }: Raised): string {
  if (alert.view === undefined || !raise.measure) return linkOf(context, alert.key);
  const { from, to } = raise.measure.current;
  return `${context.baseUrl}/views/${alert.view}?from=${from}&to=${to}`;
}

function cut(text: string): string {
  return text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS).toWellFormed()} …` : text;
}
