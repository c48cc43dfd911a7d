import type { Request, Response } from "express";
import { recordBounce, type BounceOutcome } from "../../domain/delivery/recordBounce.js";
import type { MailReport } from "../../records/mailReport.js";
import { readForm } from "../forms/readForm.js";
import { mailgunReportForm } from "../forms/reports/mailgunReportForm.js";
import { readOwnReports } from "../forms/reports/ownReportForm.js";
import { postmarkReportForm } from "../forms/reports/postmarkReportForm.js";
import { sendgridReportForm } from "../forms/reports/sendgridReportForm.js";
import { sesReportForm } from "../forms/reports/sesReportForm.js";
import type { WebContext } from "../webContext.js";
import {
  requireMailgunSignature,
  requireOwnSignature,
  requireSecret,
  requireSendgridSignature,
} from "./authenticity.js";
import { parseJson, readJson } from "./readJson.js";
import { confirmSubscription, requireSnsSignature, snsForm } from "./snsMessage.js";

/** Any program of the company's own that knows the secret. */
export async function postOwnReports(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  requireOwnSignature(req, context.mail?.hooks.secret, now);
  await record(context, res, readOwnReports(readJson(req), now));
}

/** Amazon SES, by way of SNS. */
export async function postSes(context: WebContext, req: Request, res: Response): Promise<void> {
  const message = readForm(snsForm, readJson(req));
  await requireSnsSignature(context, message);
  if (message.Type === "SubscriptionConfirmation") await confirmSubscription(context, message);
  const isReport = message.Type === "Notification" && message.Message.trimStart().startsWith("{");
  const reports = isReport ? readForm(sesReportForm, parseJson(message.Message, "Message")) : [];
  await record(context, res, reports);
}

export async function postSendgrid(context: WebContext, req: Request, res: Response): Promise<void> {
  requireSendgridSignature(req, context.mail?.hooks.sendgridKey, context.clock.now());
  await record(context, res, readForm(sendgridReportForm, readJson(req)));
}

export async function postPostmark(context: WebContext, req: Request, res: Response): Promise<void> {
  requireSecret(req, context.mail?.hooks.postmarkSecret);
  await record(context, res, readForm(postmarkReportForm, readJson(req)));
}

export async function postMailgun(context: WebContext, req: Request, res: Response): Promise<void> {
  const body = readJson(req);
  await requireMailgunSignature(body, context.mail?.hooks.mailgunKey, context.clock.now());
  await record(context, res, readForm(mailgunReportForm, body));
}

/** One after the other, since two may be about the same mail. What became of each is told in the same order. */
async function record(context: WebContext, res: Response, reports: MailReport[]): Promise<void> {
  const now = context.clock.now();
  const results: BounceOutcome[] = [];
  for (const report of reports) {
    const at = report.at > now ? now : report.at;
    results.push(await recordBounce(context, { ...report, at }, now));
  }
  res.json({ results });
}
