import type { Message } from "../../channels/channel.js";
import { localCount } from "../../lib/localNumber.js";
import type { FileMail } from "../../records/fileMail.js";
import type { Notification } from "../../records/notification.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import * as fileMails from "../../store/fileMails.js";
import * as users from "../../store/users.js";
import * as views from "../../store/views.js";
import { mayBeTold } from "../alerts/rules.js";
import type { Context } from "../context.js";
import type { Period } from "../metrics/spanRules.js";
import { toMail } from "../notifications/composeNoticeMail.js";
import { maySeeView } from "../views/rules.js";
import { digestChoiceOf } from "./choiceRules.js";
import { fileMailId } from "./fileMailId.js";
import { frameOf } from "./frameOf.js";
import { periodOf } from "./periodRules.js";
import { readFile, type ReadFile } from "./readFile.js";
import { stopHeaders, stopLink } from "./stopLinks.js";
import { digestTextsIn } from "./texts/textsByLanguage.js";
import { apart, writtenPeriod } from "./writtenRules.js";

/**
 * The mail with the answers of a view in a period. Null when it is not wanted any more, the view is gone, or its
 * reader may not read answers by now; and for a day without answers.
 */
export async function composeFileMail(
  context: Context,
  { id, user: to, view: key, cadence, day }: Notification,
): Promise<Message | null> {
  const [user, view, mail] = await Promise.all([
    users.find(to),
    views.find(key!),
    fileMails.find(fileMailId(to, key!)),
  ]);
  if (!user || !mayBeTold(user) || !view || !maySeeView(user, view)) return null;
  if (mail?.cadence !== cadence) return null;
  const period = periodOf(cadence!, day!);
  const file = await readFile(view.filter, period);
  if (file.rows === 0 && cadence === "daily") return null;
  // Personal data leave the house with it.
  context.logger.info(
    { user: to, view: key, ...period, rows: file.rows },
    "answers go out as a file by mail",
  );
  return writeFileMail(context, { user, view, mail: mail!, period, file, id });
}

interface WrittenFile {
  user: User;
  view: View;
  mail: FileMail;
  period: Period;
  file: ReadFile;
  id: string;
}

function writeFileMail(context: Context, { user, view, mail, period, file, id }: WrittenFile): Message {
  const { language } = digestChoiceOf(user, context.reportingZone);
  const texts = digestTextsIn(language);
  const stop = stopLink(context, "file", mail.id, mail.stopToken);
  const { from, to } = period;
  const days = new URLSearchParams({ from, to }).toString();
  const address = `${context.baseUrl}/views/${encodeURIComponent(view.key)}`;
  const data = {
    ...frameOf(context, language),
    name: apart(language, view.name),
    when: writtenPeriod(language, period),
    answers: file.rows === 0 ? texts.noAnswers : localCount(language, file.rows, texts.file.rows),
    isCounted: file.text !== null,
    isAttached: file.text !== null && file.rows > 0,
    texts,
    link: `${context.baseUrl}/responses.csv?${new URLSearchParams({ view: view.key, from, to }).toString()}`,
    view: `${address}?${days}`,
    stop,
  };
  const message = toMail(context, { user, template: "fileMail", data, id, headers: stopHeaders(stop) });
  if (!data.isAttached) return message;
  const attachment = {
    filename: `${view.key}-${from}-${to}.csv`,
    contentType: "text/csv; charset=utf-8",
    content: file.text!,
  };
  return { ...message, attachments: [attachment] };
}
