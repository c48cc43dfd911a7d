import type { IndexSpec } from "./indexes.js";

/**
 * A backup is one gzip stream: the header, a line of JSON; for each of its collections, in order, so many documents
 * as it says, each raw BSON, which begins with its length; at the end a line of JSON with the SHA-256 of everything
 * before it.
 */
export interface BackupHeader {
  format: typeof FORMAT;
  version: number;
  madeAt: string;
  database: string;
  collections: { name: string; count: number; indexes: IndexSpec[] }[];
}

/** The last line. */
export interface BackupTrailer {
  sha256: string;
}

export const FORMAT = "afterword-backup";
export const VERSION = 1;
