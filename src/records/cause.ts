/** Why something went wrong, as the company sorts it: a tree, such as "Installation › left unfinished". */
export interface Cause {
  key: string;
  name: string;
  /** Key of the cause that it belongs to; null at the top. */
  parent: string | null;
  /** Smaller comes first among its neighbours. */
  order: number;
  /** False: still known to old cases, but no longer offered. */
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}
