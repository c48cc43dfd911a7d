import * as fileMails from "../../store/fileMails.js";
import * as users from "../../store/users.js";
import type { Stoppable } from "./stopLinks.js";

export interface StopLink {
  kind: Stoppable;
  id: string;
  token: string;
}

/** In which language somebody reads the mails that a link stops; null when the link is not one of ours. */
export async function findStopLanguage({ kind, id, token }: StopLink): Promise<string | null> {
  const mail = kind === "file" ? await fileMails.find(id) : null;
  const user = await users.find(mail ? mail.user : id);
  const known = kind === "file" ? mail?.stopToken : user?.scoreDigest?.stopToken;
  return known === token ? (user?.scoreDigest?.language ?? "en") : null;
}

/** Ends the mails of a link. May be repeated; false when the link is not one of ours. */
export async function stopMails({ kind, id, token }: StopLink): Promise<boolean> {
  return kind === "file" ? fileMails.setStopped(id, token) : users.setScoreDigestStopped(id, token);
}
