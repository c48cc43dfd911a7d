import type { Request } from "express";
import { canonicalLocale } from "../../lib/locale.js";

/** The languages the browser asks for, best first; unreadable ones left out. */
export function acceptedLanguages(req: Request): string[] {
  return req
    .acceptsLanguages()
    .map((tag) => (tag === "*" ? null : canonicalLocale(tag)))
    .filter((tag) => tag !== null);
}

/** For pages that belong to no survey. */
export function languageOfRequest(req: Request): string {
  return acceptedLanguages(req)[0] ?? "en";
}
