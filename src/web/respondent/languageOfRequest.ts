import type { Request } from "express";
import { interfaceLanguage } from "../../domain/surveys/rules.js";
import { canonicalLocale } from "../../lib/locale.js";

/** The languages the browser asks for, best first; unreadable ones left out. */
export function acceptedLanguages(req: Request): string[] {
  return req
    .acceptsLanguages()
    .map((tag) => (tag === "*" ? null : canonicalLocale(tag)))
    .filter((tag) => tag !== null);
}

/** For pages that belong to no survey: the first language of the browser in which we can speak, else English. */
export function languageOfRequest(req: Request): string {
  return interfaceLanguage(acceptedLanguages(req));
}
