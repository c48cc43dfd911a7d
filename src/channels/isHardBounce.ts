/** Addressing faults of RFC 3463: no such mailbox, no such domain, bad syntax, moved without a trace, no mail at all. */
const BAD_ADDRESS = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"];

/** Say nothing beyond "no", so that the text has to be read. */
const EMPTY_WORDS = ["5.0.0", "5.1.0", "5.5.0"];

const NO_SUCH_MAILBOX = [
  /\b(no such|unknown|invalid|non-?existent) (local )?(user|recipient|mailbox|address|account)\b/i,
  /\b(user|recipient|mailbox|address|account)\b[^.;]{0,60}\b(unknown|unavailable|not found|not exist|doesn't exist|no longer)\b/i,
];

const OTHER_TROUBLE = /spam|block|black ?list|policy|reputation|relay|quota|full|rate|too many|temporar/i;

/**
 * Whether a server's refusal of a recipient says for certain that the address does not work. A full mailbox, a
 * policy and every text that we do not know say no such thing: a wrong guess would silence somebody for ever.
 */
export function isHardBounce(status: number, response: string): boolean {
  if (status < 500) return false;
  const [enhanced] = response.match(/\b5\.\d{1,3}\.\d{1,3}\b/) ?? [];
  if (enhanced && BAD_ADDRESS.includes(enhanced)) return true;
  if (enhanced && !EMPTY_WORDS.includes(enhanced)) return false;
  return NO_SUCH_MAILBOX.some((text) => text.test(response)) && !OTHER_TROUBLE.test(response);
}
