import type { Response } from "express";
import type { AskingBrand } from "../../domain/brands/brandOf.js";
import { isRightToLeft } from "../../lib/locale.js";
import { presentBrand } from "./presentBrand.js";

/** A friendly page that says why there is nothing to answer here. */
export function renderNotice(
  res: Response,
  {
    status,
    language,
    brand,
    title,
    text,
  }: { status: number; language: string; brand: AskingBrand; title: string; text: string },
): void {
  res.status(status).render("respondent/notice", {
    layout: "respondent",
    language,
    direction: isRightToLeft(language) ? "rtl" : "ltr",
    ...presentBrand(res, brand),
    title,
    text,
  });
}
