import { newSecret } from "../../lib/ids.js";
import type { DigestChoice } from "../../records/digest.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";

/** Which scores a user gets by mail from now on. Links in earlier mails go on to stop them. */
export async function saveScoreDigest(
  { id, scoreDigest }: User,
  choice: Omit<DigestChoice, "since" | "stopToken">,
  now: Date,
): Promise<void> {
  await users.setScoreDigest(id, {
    ...choice,
    since: now,
    stopToken: scoreDigest?.stopToken ?? newSecret(),
  });
}
