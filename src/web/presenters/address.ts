/** An address of ours with the parameters that say something: "/responses?touchpoint=visit&from=2026-09-01". */
export function addressOf(path: string, query: Record<string, unknown> = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const text = new URLSearchParams(
    given.map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();
  return text ? `${path}?${text}` : path;
}

/** The page of a customer; ids come from other programs and may hold anything. */
export function customerAddress(id: string): string {
  return `/customers/${encodeURIComponent(id)}`;
}

/** The page that explains what the triggers made of an event. */
export function eventAddress(id: string): string {
  return `/events/${encodeURIComponent(id)}/decisions`;
}

/** The links below a list, further back and back to the newest; null when everything is on one page. */
export function presentPaging(path: string, query: object, next: string | null) {
  const { cursor, limit: _limit, ...filters } = query as Record<string, unknown>;
  if (!next && !cursor) return null;
  return {
    older: next && addressOf(path, { ...filters, cursor: next }),
    newest: cursor ? addressOf(path, filters) : null,
  };
}
