import type { ResponseNote } from "../../records/responseNote.js";
import * as responseNotes from "../../store/responseNotes.js";
import * as responses from "../../store/responses.js";

/** Writes a note down under the id that its form carried: a form sent twice writes once. Throws NotFound. */
export async function noteOnResponse(
  note: Pick<ResponseNote, "id" | "response" | "by" | "text">,
  now: Date,
): Promise<void> {
  const { customer } = await responses.get(note.response);
  await responseNotes.insert({ ...note, customer, at: now });
}
