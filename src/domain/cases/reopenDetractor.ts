import * as responses from "../../store/responses.js";

/** Puts a detractor that was done back on the list, still with the one who had it. */
export async function reopenDetractor(id: string): Promise<void> {
  await responses.get(id);
  await responses.moveToOpen(id);
}
