import { contentHash } from "../../lib/canonicalJson.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { InboundMail } from "../../records/inboundMail.js";
import * as customers from "../../store/customers.js";
import type { Context } from "../context.js";
import { optOut } from "../customers/optOut.js";
import { isUnsubscribeText, withoutQuote } from "../delivery/replyText.js";
import { receiveFromCustomer } from "./receiveFromCustomer.js";
import { readReferences } from "./replyRules.js";

const MAX_SUBJECT = 300;

/** A mail that answers one about a case. False for a repeat. Whoever writes nothing but "unsubscribe" is asked no more. */
export async function receiveMail(
  context: Context,
  answers: CaseMessage,
  mail: InboundMail,
  now: Date,
): Promise<boolean> {
  const text = withoutQuote(mail.text);
  const said = mail.messageId ?? `${mail.at.toISOString()} ${text}`;
  const id = contentHash({ answers: answers.id, said });
  const [messageId = id] = mail.messageId ? readReferences([mail.messageId]) : [];
  const isNew = await receiveFromCustomer(context, {
    id,
    answers,
    channel: "email",
    address: mail.from || answers.address,
    subject: mail.subject.slice(0, MAX_SUBJECT).toWellFormed(),
    text,
    at: now,
    messageId,
    references: readReferences([...answers.references, answers.messageId]),
    ...(mail.isAutomatic && { isAutomatic: true }),
  });
  const customer = !mail.isAutomatic && isUnsubscribeText(text) && (await customers.find(answers.customer));
  if (customer) await optOut(customer, "email", { at: now, source: "link" }, [answers.address]);
  return isNew;
}
