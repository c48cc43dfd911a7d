import * as users from "../../store/users.js";
import type { Stoppable } from "./stopLinks.js";

export interface StopLink {
  kind: Stoppable;
  id: string;
  token: string;
}

/** In which language somebody reads the mails that a link stops; null when the link is not one of ours. */
export async function findStopLanguage({ id, token }: StopLink): Promise<string | null> {
  const user = await users.find(id);
  return user?.scoreDigest?.stopToken === token ? user.scoreDigest.language : null;
}

/** Ends the mails of a link. May be repeated; false when the link is not one of ours. */
export async function stopMails({ id, token }: StopLink): Promise<boolean> {
  return users.setScoreDigestStopped(id, token);
}
