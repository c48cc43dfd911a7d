/** A user gets one file of a view. */
export function fileMailId(user: string, view: string): string {
  return `${user}|${view}`;
}
