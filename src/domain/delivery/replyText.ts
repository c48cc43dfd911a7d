const MAX_TEXT = 10_000;

/** Where mail programs begin to repeat the mail that is answered. */
const QUOTE = [
  /^>/,
  /^-{2,}\s*(original|forwarded) message/i,
  /^_{10,}$/,
  /^(On|Am|Le|El|Il|Op|Em|W dniu)\b.{4,200}(wrote|schrieb|écrit|escribió|scritto|schreef|escreveu|napisał\(?a?\)?)\s*:$/i,
  /^From: .+@/,
];

const UNSUBSCRIBE = /^(please\s+)?(stop|unsubscribe( me)?|remove me)[\s.!]*$/i;

/** What the person wrote themselves, without the mail that they answer. */
export function withoutQuote(text: string): string {
  const lines = text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .split(/\r?\n/);
  const end = lines.findIndex((line) => QUOTE.some((pattern) => pattern.test(line.trim())));
  const own = lines
    .slice(0, end < 0 ? lines.length : end)
    .join("\n")
    .trim();
  return (own || text.trim()).slice(0, MAX_TEXT);
}

/** Whether the whole of it is a wish not to be written to. */
export function isUnsubscribeText(text: string): boolean {
  return UNSUBSCRIBE.test(text);
}
