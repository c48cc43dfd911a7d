import type { Cadence } from "./digest.js";

/** Somebody gets the answers of a saved view as a file by mail, each time a period is over. */
export interface FileMail {
  /** "<user>|<view>": one for each. */
  id: string;
  user: string;
  /** Its key. */
  view: string;
  /** Null: no more. It stays, so that the links in earlier mails go on to say so. */
  cadence: Cadence | null;
  /** Nothing that was due before is sent. */
  since: Date;
  /** Stands in the link by which a mail stops those to come. */
  stopToken: string;
}
