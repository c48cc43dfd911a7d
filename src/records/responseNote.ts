/** What somebody of ours wrote about an answer. Never changed. */
export interface ResponseNote {
  id: string;
  response: string;
  customer: string;
  /** The user. */
  by: string;
  text: string;
  at: Date;
}
