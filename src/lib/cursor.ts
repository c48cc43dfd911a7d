/** One page of a list, newest first. `next` opens the following page; null on the last one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** An opaque text for the place in a list behind which the next page begins. */
export function encodeCursor(sortKey: string, id: string): string {
  return Buffer.from(JSON.stringify([sortKey, id])).toString("base64url");
}

/** What `encodeCursor` put in; null for any other text. */
export function decodeCursor(cursor: string): { sortKey: string; id: string } | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (!Array.isArray(value) || value.length !== 2) return null;
    const [sortKey, id] = value as unknown[];
    return typeof sortKey === "string" && typeof id === "string" ? { sortKey, id } : null;
  } catch {
    return null;
  }
}
