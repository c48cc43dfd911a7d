import type { Request, Response } from "express";
import { findStopLanguage, stopMails } from "../../domain/digests/stopMails.js";
import { digestTextsIn } from "../../domain/digests/texts/textsByLanguage.js";
import { textsIn } from "../../domain/surveys/rules.js";
import { defaultBrand } from "../../domain/brands/brandOf.js";
import { isRightToLeft } from "../../lib/locale.js";
import { stopLinkForm } from "../forms/stopLinkForm.js";
import type { WebContext } from "../webContext.js";
import { presentBrand } from "./presentBrand.js";
import { renderNotice } from "./renderNotice.js";

/** Shows the button; scanners fetch this too, so nothing happens yet. */
export async function showStop(context: WebContext, req: Request, res: Response): Promise<void> {
  await answer(context, { req, res }, async () => false);
}

/** Acts at once: mail programs post here themselves (RFC 8058), without page or cookie. */
export async function submitStop(context: WebContext, req: Request, res: Response): Promise<void> {
  await answer(context, { req, res }, stopMails);
}

async function answer(
  context: WebContext,
  { req, res }: { req: Request; res: Response },
  act: typeof stopMails,
): Promise<void> {
  const link = stopLinkForm.safeParse(req.params);
  const language = link.success ? await findStopLanguage(link.data) : null;
  const brand = defaultBrand(context);
  if (!link.success || language === null) {
    renderNotice(res, { status: 404, language: "en", brand, ...textsIn("en").unknown });
    return;
  }
  const isDone = await act(link.data);
  const { stop, stopPage } = digestTextsIn(language);
  res.render("respondent/optOut", {
    layout: "respondent",
    language,
    direction: isRightToLeft(language) ? "rtl" : "ltr",
    ...presentBrand(res, brand),
    title: stop,
    message: isDone ? stopPage.done : stopPage.question,
    button: isDone ? null : stopPage.button,
  });
}
