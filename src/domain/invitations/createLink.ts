import { contentHash } from "../../lib/canonicalJson.js";
import { addDuration } from "../../lib/duration.js";
import { Conflict } from "../../lib/errors.js";
import { newId, newSecret } from "../../lib/ids.js";
import { dayOf } from "../../lib/timeZone.js";
import type { Invitation } from "../../records/invitation.js";
import type { Survey } from "../../records/survey.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import * as suppressions from "../../store/suppressions.js";
import type { Context } from "../context.js";
import { refuseErased } from "../customers/refuseErased.js";
import { customerIdOf, detailsOf, type CustomerInput } from "../customers/rules.js";
import { requireNamed } from "../touchpoints/requireNamed.js";

const LINK_EXPIRES_AFTER = "P14D";

export interface LinkInput {
  id?: string;
  touchpoint: string;
  survey: string;
  customer: CustomerInput;
}

/**
 * An invitation whose link the company hands over itself. Honours opt-outs (Conflict "opted_out") but not the
 * quiet period: the company answers for the moment. It counts as an ask for later quiet periods. A known `id`
 * gives the same invitation again; with other content it is a Conflict.
 */
export async function createLink(context: Context, input: LinkInput, now: Date): Promise<Invitation> {
  const requestHash = contentHash(input);
  const known = input.id ? await invitations.find(input.id) : null;
  if (known) return sameRequest(known, requestHash);
  const survey = await requireConfigured(input);
  const customerId = customerIdOf(input.customer);
  await refuseErased(customerId);
  await refuseOptedOut(customerId, input.customer);
  const customer = await customers.set(customerId, detailsOf(input.customer), now);
  const invitation: Invitation = {
    id: input.id ?? newId(now),
    token: newSecret(),
    requestHash,
    customer: customer.id,
    decision: "ask",
    state: "sent",
    reason: null,
    touchpoint: input.touchpoint,
    survey: survey.key,
    surveyVersion: survey.version,
    metric: survey.metric,
    eventDay: dayOf(now, context.reportingZone),
    eventOccurredAt: now,
    properties: {},
    ...(customer.locale && { locale: customer.locale }),
    segment: customer.attributes,
    channels: [],
    quietPeriod: "P0D",
    unless: [],
    channel: "link",
    sendAt: now,
    expiresAt: addDuration(now, LINK_EXPIRES_AFTER),
    dueAt: addDuration(now, LINK_EXPIRES_AFTER),
    attempts: [],
    sentAt: now,
    isUndelivered: false,
    unconfirmedClicks: [],
    createdAt: now,
    updatedAt: now,
  };
  if (await invitations.insert(invitation)) return invitation;
  return sameRequest(await invitations.get(invitation.id), requestHash); // the same request at the same moment
}

function sameRequest(known: Invitation, requestHash: string): Invitation {
  if (known.requestHash === requestHash) return known;
  throw new Conflict("This id is known with other content.", "conflict", [
    { path: "id", message: "stands for another invitation already" },
  ]);
}

async function requireConfigured(input: LinkInput): Promise<Survey> {
  const survey = await requireNamed("invitation", input);
  if (survey.state === "paused")
    throw new Conflict(`The survey "${input.survey}" is paused.`, "survey_paused");
  return survey;
}

/** We do not know how the company will reach the customer, so an opt-out from any channel counts. */
async function refuseOptedOut(customerId: string, input: CustomerInput): Promise<void> {
  const customer = await customers.find(customerId);
  const email = input.email ?? customer?.email;
  const phone = input.phone ?? customer?.phone;
  const suppressed = await Promise.all([
    email ? suppressions.find("email", email) : null,
    phone ? suppressions.find("sms", phone) : null,
  ]);
  const hasOptedOut =
    Object.values(customer?.optOuts ?? {}).some(Boolean) ||
    suppressed.some((one) => one?.reason === "opted_out");
  if (hasOptedOut) throw new Conflict("The customer does not want to be asked.", "opted_out");
}
