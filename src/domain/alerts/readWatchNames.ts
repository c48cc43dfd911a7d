import * as views from "../../store/views.js";
import { readFilterNames } from "../views/readFilterNames.js";
import type { WatchNames } from "./alertWords.js";

/** What everything is called now that an alert can watch. */
export async function readWatchNames(): Promise<WatchNames> {
  const [names, all] = await Promise.all([readFilterNames(), views.list()]);
  return { ...names, views: new Map(all.map(({ key, name }) => [key, name])) };
}
