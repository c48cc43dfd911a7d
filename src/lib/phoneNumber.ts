import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * The number as E.164 ("+14155550123"), or null for text that is none. Only country and length are judged:
 * numbering plans change faster than any table, and the provider tells us about a number that does not exist.
 */
export function normalisePhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text);
  return parsed?.isPossible() ? parsed.number : null;
}
