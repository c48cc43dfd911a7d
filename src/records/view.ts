import type { ResponseFilter } from "./responseFilter.js";

/** Responses that somebody looks at again and again, under a name: "Installations in the north, gold plan". */
export interface View {
  /** In addresses; made of the name, never changes. */
  key: string;
  name: string;
  filter: ResponseFilter;
  /** The user who made it. */
  owner: string;
  /** Whether all who may read responses see it, or its owner only. */
  isShared: boolean;
  createdAt: Date;
  updatedAt: Date;
}
