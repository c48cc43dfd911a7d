import { eachOrLog } from "../../lib/eachOrLog.js";
import type { Case } from "../../records/case.js";
import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";
import { changeCase } from "./changeCase.js";
import { escalate } from "./states.js";

const AT_ONCE = 500;

/** Marks the cases whose time is over; managers are told of each once. Returns how many were found. */
export async function escalateCases(context: Context, now: Date): Promise<number> {
  const late = await cases.listToEscalate(now, AT_ONCE);
  const mark = ({ id }: Case) => changeCase(context, id, { at: now }, escalate);
  await eachOrLog(context.logger, late, mark, "a case whose time is over cannot be escalated");
  return late.length;
}
