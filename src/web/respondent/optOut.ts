import type { Request, Response } from "express";
import { brandOf, defaultBrand, type AskingBrand } from "../../domain/brands/brandOf.js";
import { optOut } from "../../domain/customers/optOut.js";
import { defaultLanguageOf, interfaceLanguage, textsIn } from "../../domain/surveys/rules.js";
import { isRightToLeft } from "../../lib/locale.js";
import type { ChannelName } from "../../records/channel.js";
import type { Attempt, Invitation } from "../../records/invitation.js";
import type { Customer } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { presentBrand } from "./presentBrand.js";
import { renderNotice } from "./renderNotice.js";
import type { WebContext } from "../webContext.js";
import { acceptedLanguages, languageOfRequest } from "./languageOfRequest.js";

/** Shows the button; scanners fetch this too, so nothing happens yet. */
export async function showOptOut(context: WebContext, req: Request, res: Response): Promise<void> {
  const found = await open(context, req, res);
  if (found)
    render(
      res,
      found,
      found.channels.every((channel) => found.customer.optOuts[channel]),
    );
}

/** Acts at once and does not redirect: mail programs post here themselves (RFC 8058), without page or cookie. */
export async function submitOptOut(context: WebContext, req: Request, res: Response): Promise<void> {
  const found = await open(context, req, res);
  if (!found) return;
  for (const channel of found.channels) {
    const used = found.attempts.filter((attempt) => attempt.channel === channel).map((attempt) => attempt.to);
    await optOut(found.customer, channel, { at: context.clock.now(), source: "link" }, used);
  }
  render(res, found, true);
}

interface Found {
  customer: Customer;
  channels: ChannelName[];
  attempts: Attempt[];
  language: string;
  brand: AskingBrand;
}

async function open(context: WebContext, req: Request, res: Response): Promise<Found | null> {
  const token = String(req.params["token"]);
  const invitation = /^[\w-]{22}$/.test(token) ? await invitations.findByToken(token) : null;
  const customer = invitation && (await customers.find(invitation.customer));
  const language = await languageOfPage(invitation, customer?.locale, req);
  if (!invitation || !customer) {
    renderNotice(res, { status: 404, language, brand: defaultBrand(context), ...textsIn(language).unknown });
    return null;
  }
  const brand = await brandOf(context, invitation.touchpoint, context.clock.now());
  return { customer, channels: channelsOf(invitation), attempts: invitation.attempts, language, brand };
}

/** The customer's, else the browser's, else the survey's. */
async function languageOfPage(
  invitation: Invitation | null,
  locale: string | undefined,
  req: Request,
): Promise<string> {
  if (!invitation) return languageOfRequest(req);
  const version = await surveyVersions.find(invitation.survey, invitation.surveyVersion);
  return interfaceLanguage([
    ...(locale ? [locale] : []),
    ...acceptedLanguages(req),
    ...(version ? [defaultLanguageOf(version)] : []),
  ]);
}

/**
 * What the link speaks for. After a fall back it may have come by either channel: by the one in use, and by the
 * first, whose provider may have taken it without saying so. A link that the company handed over came by a way we
 * do not know: then it counts for all of them.
 */
function channelsOf({ channel, attempts }: Invitation): ChannelName[] {
  if (channel !== "email" && channel !== "sms") return ["email", "sms"];
  const mayHaveCome = attempts.filter((attempt) => !attempt.outcome || attempt.outcome === "accepted");
  return [...new Set([channel, ...mayHaveCome.map((attempt) => attempt.channel)])];
}

function render(res: Response, { customer, channels, language, brand }: Found, isDone: boolean): void {
  const texts = textsIn(language).optOut;
  const address = channels
    .map((channel) => (channel === "email" ? customer.email : customer.phone))
    .filter(Boolean)
    .join(", ");
  const shown = maskAddress(address);
  res.render("respondent/optOut", {
    layout: "respondent",
    language,
    direction: isRightToLeft(language) ? "rtl" : "ltr",
    ...presentBrand(res, brand),
    title: texts.title,
    message: isDone ? texts.done(brand.name, shown) : texts.question(brand.name, shown),
    button: isDone ? null : texts.button,
  });
}

/** Enough to recognise one's own address, too little to learn somebody else's from a forwarded mail. */
export function maskAddress(address: string): string {
  return address.replace(/([^,\s@]{1,2})[^,\s@]*@/g, "$1…@").replace(/(\+\d{2})\d+(\d{2})/g, "$1…$2");
}
