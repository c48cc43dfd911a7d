import { Conflict, InvalidInput } from "../../lib/errors.js";
import * as responses from "../../store/responses.js";
import * as responseTags from "../../store/responseTags.js";
import { MOST_TAGS, withTag } from "./taggingRules.js";

const TRIES = 10;

/** Puts a tag on an answer; one that it has stays once. Throws NotFound, and InvalidInput when it has as many as it may. */
export async function tagResponse(id: string, tag: string): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    const response = await responses.get(id);
    if (response.tags?.includes(tag)) return;
    const tagged = withTag(response, tag);
    if (!tagged)
      throw new InvalidInput("This answer has too many tags.", [
        { path: "tag", message: `is one too many: an answer has ${MOST_TAGS} at most` },
      ]);
    if ((await responseTags.move([{ ...response, ...tagged }])) === 1) return;
  }
  throw new Conflict("Somebody else changes the tags of this answer. Try again.");
}
