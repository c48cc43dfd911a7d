import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";
import { tellNews } from "./tellNews.js";

/** Whoever changed it has long told everybody, or is dead. */
const LEFT_AFTER_MS = 30_000;

const AT_ONCE = 500;

/** Tells the news of cases whose process was killed. Returns of how many. */
export async function tellLeftNews(context: Context, now: Date): Promise<number> {
  const left = await cases.listWithNews(new Date(now.getTime() - LEFT_AFTER_MS), AT_ONCE);
  for (const theCase of left) await tellNews(context, theCase);
  return left.length;
}
