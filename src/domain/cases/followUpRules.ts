/** The event that Afterword itself tells of. Programs cannot: it may be asked about in spite of the quiet period. */
export const RESOLVED = "case.resolved";

const PREFIX = `${RESOLVED}:`;

/** The id of the event that a case was resolved: one for each case. */
export function idOfResolution(theCase: string): string {
  return `${PREFIX}${theCase}`;
}

/** The case of such an event; null for any other event, and for none. */
export function caseOfResolution(event: string | undefined): string | null {
  return event?.startsWith(PREFIX) ? event.slice(PREFIX.length) : null;
}
