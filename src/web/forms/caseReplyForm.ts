import { z } from "zod";
import { channelName, formId, paragraph } from "./fields.js";

const MAX_SUBJECT = 200;
const MAX_MAIL = 10_000;
/** With the name before it still within the 1,600 characters that providers of text messages take. */
const MAX_TEXT = 1_400;

/** Answering a customer. The subject is for mails only; what a text message does not need may stand there. */
export const caseReplyForm = z
  .object({
    id: formId,
    channel: channelName,
    subject: paragraph(MAX_SUBJECT)
      .transform((text) => text.replace(/\s+/g, " ").trim())
      .default(""),
    text: paragraph(MAX_MAIL).refine((text) => text.trim() !== "", "write what you want to say"),
  })
  .superRefine(({ channel, subject, text }, { addIssue }) => {
    if (channel === "email" && subject === "")
      addIssue({ code: "custom", path: ["subject"], message: "write what the mail is about" });
    if (channel === "sms" && text.length > MAX_TEXT)
      addIssue({
        code: "custom",
        path: ["text"],
        message: `must have ${MAX_TEXT} characters at most in an SMS`,
      });
  });
