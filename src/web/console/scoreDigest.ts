import type { Request, Response } from "express";
import { previewScoreDigest } from "../../domain/digests/previewScoreDigest.js";
import { saveScoreDigest } from "../../domain/digests/saveScoreDigest.js";
import { InvalidInput } from "../../lib/errors.js";
import { readForm } from "../forms/readForm.js";
import { digestPreviewQuery, scoreDigestForm } from "../forms/scoreDigestForm.js";
import { presentForm } from "../presenters/form.js";
import { presentMailDocument } from "../presenters/outboxPage.js";
import { presentDigestTabs } from "../presenters/scoreDigestSettings.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { renderAccount } from "./accountPage.js";
import { MAIL_POLICY } from "./mailPolicy.js";

export async function changeScoreDigest(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const choice = readForm(scoreDigestForm, req.body);
    await saveScoreDigest(userOf(req), choice, context.clock.now());
    leaveNotice(
      req,
      choice.cadences.length > 0
        ? "Saved. The scores come by mail when the next period is over."
        : "Saved. No scores come by mail.",
    );
    res.redirect(303, "/account#score-digest");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderAccount(
      context,
      { req, res },
      { typedDigest: presentForm(req.body as object, error.fields) },
    );
  }
}

/** The page around the mail, which is shown as the document that it is. */
export async function showScoreDigest(context: WebContext, req: Request, res: Response): Promise<void> {
  const { cadence } = digestPreviewQuery.parse(req.query);
  const { mail, isUnsent } = await previewScoreDigest(
    context,
    { user: userOf(req), cadence },
    context.clock.now(),
  );
  res.render("console/account/scoreDigest", {
    title: "Your scores by mail",
    tabs: presentDigestTabs(cadence),
    subject: mail.subject,
    text: mail.text,
    isUnsent,
    href: `/account/score-digest/mail?cadence=${cadence}`,
  });
}

export async function showScoreDigestMail(context: WebContext, req: Request, res: Response): Promise<void> {
  const { cadence } = digestPreviewQuery.parse(req.query);
  const { mail } = await previewScoreDigest(context, { user: userOf(req), cadence }, context.clock.now());
  res.set("Content-Security-Policy", MAIL_POLICY).type("html").send(presentMailDocument(mail.html!));
}
