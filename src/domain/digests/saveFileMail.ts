import { newSecret } from "../../lib/ids.js";
import type { Cadence } from "../../records/digest.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import * as fileMails from "../../store/fileMails.js";
import { fileMailId } from "./fileMailId.js";

/** How often a user gets the answers of a view as a file by mail from now on; null: not any more. */
export async function saveFileMail(
  user: User,
  view: View,
  { cadence, now }: { cadence: Cadence | null; now: Date },
): Promise<void> {
  await fileMails.set({
    id: fileMailId(user.id, view.key),
    user: user.id,
    view: view.key,
    cadence,
    since: now,
    stopToken: newSecret(),
  });
}
