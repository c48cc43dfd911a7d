/** What stands above every answer. */
export type Keyword = "opt_out" | "opt_in" | "help";

/**
 * What a customer meant by a text message. `unclear`: no score could be read; `case`: it answers what somebody wrote
 * about their case; `none`: it belongs to nothing that is open.
 */
export type TextMeaning = Keyword | "score" | "comment" | "unclear" | "case" | "none";

/** What is decided about a text, once. A repeat of the same text gets the same. */
export interface TextDecision {
  meaning: TextMeaning;
  score?: number;
  /** The text says more than the score, and stands for the comment too. */
  isComment?: boolean;
  invitation?: string;
  /** The message about a case that it answers. */
  caseMessage?: string;
  customer?: string;
  /** What we answered; null for nothing. */
  reply: string | null;
}

/** A text message that a customer sent us, as it came. */
export interface IncomingText extends Partial<TextDecision> {
  /** The provider's own id of the message. */
  id: string;
  /** E.164 where it is a number: short codes and names write too. */
  from: string;
  text: string;
  at: Date;
  /** The provider has understood it as this keyword and has answered by itself. */
  handledAs?: Keyword;
  /** True until everything that follows from it is done. */
  isOpen?: boolean;
}
