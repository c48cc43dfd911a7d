import { eachOrLog } from "../../lib/eachOrLog.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import * as caseMessages from "../../store/caseMessages.js";
import type { Context } from "../context.js";
import { noteMessage } from "./noteMessage.js";

/** Whoever wrote it is long done, or dead. */
const LEFT_AFTER_MS = 30_000;

const AT_ONCE = 500;

/** Tells cases of messages whose process was killed before it did. Returns of how many. */
export async function noteLeftMessages(context: Context, now: Date): Promise<number> {
  const left = await caseMessages.listLeftBefore(new Date(now.getTime() - LEFT_AFTER_MS), AT_ONCE);
  const note = (message: CaseMessage) => noteMessage(context, message);
  await eachOrLog(context.logger, left, note, "a case cannot be told of a message");
  return left.length;
}
