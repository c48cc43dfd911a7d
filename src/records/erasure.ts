import type { ChannelName } from "./channel.js";
import type { DayKey } from "./rollup.js";

export interface UsedAddress {
  channel: ChannelName;
  address: string;
}

/** Where things of a person lie that their id alone does not find, or finds no more once a part of them is gone. */
export interface Traces {
  /** Theirs, and those that we have written to. */
  addresses: UsedAddress[];
  invitations: string[];
  responses: string[];
  cases: string[];
  /** Message-IDs of what was written to them about cases. */
  messages: string[];
  /** The roll-ups that they are counted in. */
  days: DayKey[];
}

/** That a person was erased. While it goes on it says who; afterwards only whoever names the id again finds it. */
export interface Erasure {
  /** Keyed hash of the customer's id: two at once are one, and it tells nobody whose it was. */
  id: string;
  at: Date;
  /** The person or the program of the company. */
  by: string;
  /** Absent once it is done, and so is all that follows. */
  customer?: string;
  traces?: Traces;
  /** How often the traces were written: they are changed only as they were read. */
  revision: number;
  /** When everything that was noted had been removed; absent while there is more. */
  clearedAt?: Date;
  /** The roll-ups were recomputed since. */
  isCounted?: boolean;
  /** When the job has to look at it. */
  dueAt?: Date;
  /** Nothing of the person is left, and everybody was told. */
  doneAt?: Date;
}
