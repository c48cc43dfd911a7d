import type { Message } from "../../channels/channel.js";
import { newId } from "../../lib/ids.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyContent } from "../../records/survey.js";
import type { AskingBrand } from "../brands/brandOf.js";
import type { Context } from "../context.js";
import { composeInvitation } from "./composeInvitation.js";

/** As long as a real one, so that an SMS has its real length. */
const SAMPLE_TOKEN = "ThisLinkIsOnlyASample0";

/** The message that a customer of this language and name would get; no invitation lies behind it. */
export function composeSample(
  context: Context,
  about: {
    content: SurveyContent;
    language: string;
    channel: ChannelName;
    name: string;
    brand: AskingBrand;
    address?: string;
    token?: string;
  },
  now: Date,
): Message {
  const { content, language, channel, name, brand, address = "", token = SAMPLE_TOKEN } = about;
  const customer: Customer = {
    id: "sample",
    name,
    locale: language,
    attributes: {},
    optOuts: {},
    createdAt: now,
  };
  const version = { ...content, survey: "sample", version: 0, contentHash: "", publishedAt: now };
  const invitation = sampleInvitation({ channel, token, locale: language, metric: content.metric }, now);
  return {
    ...composeInvitation(context, { invitation, version, customer, channel, address, brand }),
    invitation: null,
  };
}

function sampleInvitation(
  given: Pick<Invitation, "token" | "locale" | "metric"> & { channel: ChannelName },
  now: Date,
): Invitation {
  return {
    ...given,
    id: newId(now),
    customer: "sample",
    decision: "ask",
    state: "scheduled",
    reason: null,
    touchpoint: "sample",
    survey: "sample",
    surveyVersion: 0,
    eventDay: "",
    eventOccurredAt: now,
    properties: {},
    segment: {},
    channels: [given.channel],
    quietPeriod: "PT0S",
    unless: [],
    sendAt: now,
    expiresAt: now,
    attempts: [],
    isUndelivered: false,
    unconfirmedClicks: [],
    createdAt: now,
    updatedAt: now,
  };
}
