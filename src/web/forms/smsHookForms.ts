import { z } from "zod";
import type { Keyword } from "../../records/incomingText.js";
import { line } from "./fields.js";

const HANDLED_AS: Record<string, Keyword> = { STOP: "opt_out", START: "opt_in", HELP: "help" };

/** An incoming text as Twilio posts it. Fields that we do not know are left out. */
export const incomingTextForm = z
  .object({
    MessageSid: line(64),
    From: line(64),
    Body: z.string("must be text").default(""),
    /** Present where Twilio has answered a keyword by itself. */
    OptOutType: z.string().optional(),
  })
  .transform(({ MessageSid, From, Body, OptOutType }) => {
    const handledAs = HANDLED_AS[OptOutType ?? ""];
    return { id: MessageSid, from: From, text: withoutControls(Body), ...(handledAs && { handledAs }) };
  });

/** What became of a message of ours, as Twilio posts it. */
export const smsStatusForm = z
  .object({
    MessageSid: line(64),
    MessageStatus: line(64),
    ErrorCode: z.string("must be text").max(20).optional(),
  })
  .transform(({ MessageSid, MessageStatus, ErrorCode }) => ({
    providerId: MessageSid,
    status: MessageStatus,
    ...(ErrorCode && { code: ErrorCode }),
  }));

function withoutControls(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
}
