import { isHardBounce } from "./isHardBounce.js";

/** What a mail server said: hard only when it says for certain that the address does not work. */
export function bounceKind(words: string): { kind: "hard" | "soft"; code?: string } {
  const [enhanced] = words.match(/\b[245]\.\d{1,3}\.\d{1,3}\b/) ?? [];
  const [basic] = words.match(/(?<![\d.])[245]\d\d(?![\d.])/) ?? [];
  const status = basic ? Number(basic) : Number(enhanced?.[0] ?? 0) * 100;
  const code = enhanced ?? basic;
  return { kind: isHardBounce(status, words) ? "hard" : "soft", ...(code && { code }) };
}
