import * as caseMessages from "../../store/caseMessages.js";
import type { Context } from "../context.js";
import { noteMessage } from "./noteMessage.js";

/** Whoever wrote it is long done, or dead. */
const LEFT_AFTER_MS = 30_000;

const AT_ONCE = 500;

/** Tells cases of messages whose process was killed before it did. Returns of how many. */
export async function noteLeftMessages(context: Context, now: Date): Promise<number> {
  const left = await caseMessages.listLeftBefore(new Date(now.getTime() - LEFT_AFTER_MS), AT_ONCE);
  for (const message of left) await noteMessage(context, message);
  return left.length;
}
