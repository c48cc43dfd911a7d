import { Conflict } from "../../lib/errors.js";
import * as responses from "../../store/responses.js";
import * as responseTags from "../../store/responseTags.js";
import { withoutTag } from "./taggingRules.js";

const TRIES = 10;

/** Takes a tag off an answer, for good: no rule puts it on again. One that it does not have changes nothing. */
export async function untagResponse(id: string, tag: string): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    const response = await responses.get(id);
    if (!response.tags?.includes(tag)) return;
    if ((await responseTags.move([{ ...response, ...withoutTag(response, tag) }])) === 1) return;
  }
  throw new Conflict("Somebody else changes the tags of this answer. Try again.");
}
