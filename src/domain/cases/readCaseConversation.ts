import type { Case } from "../../records/case.js";
import type { CaseMessage, ReplyRefusal } from "../../records/caseMessage.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as touchpoints from "../../store/touchpoints.js";
import { brandOf, type AskingBrand } from "../brands/brandOf.js";
import { zonesOf } from "../contactPolicy/windowOf.js";
import type { Context } from "../context.js";
import { readSuppressed } from "../customers/readSuppressed.js";
import { addressOf, standingOptOut } from "../customers/rules.js";
import { readRefusal } from "./readRefusal.js";
import { isIntroduced, subjectFor } from "./replyRules.js";

const CHANNELS: ChannelName[] = ["email", "sms"];

/** Nobody reads more. */
const MOST = 200;

/** A way to answer a customer, and what is against it. */
export interface ReplyWay {
  channel: ChannelName;
  address: string | undefined;
  refusal: ReplyRefusal | null;
  /** They do not want to be asked there; a personal answer is something else. */
  isOptedOut: boolean;
}

/** What was written about a case, and how more may be written. */
export interface CaseConversation {
  /** In order. */
  messages: CaseMessage[];
  ways: ReplyWay[];
  brand: AskingBrand;
  subject: string;
  /** No text message has said yet who writes. */
  needsIntroduction: boolean;
  /** Whether answers come back to the case. */
  comesBack: Record<ChannelName, boolean>;
  /** Where the customer may be. */
  zones: string[];
  isZoneKnown: boolean;
}

/** Null for somebody without a name, or erased: there is nobody to write to. */
export async function readCaseConversation(
  context: Context,
  theCase: Case,
  customer: Customer | null,
  now: Date,
): Promise<CaseConversation | null> {
  if (!customer) return null;
  const [messages, brand, touchpoint, ways] = await Promise.all([
    caseMessages.listByCase(theCase.id, MOST),
    brandOf(context, theCase.touchpoint, now),
    touchpoints.find(theCase.touchpoint),
    readWays(customer),
  ]);
  const about = `What you told us about: ${touchpoint?.name ?? theCase.touchpoint}`;
  return {
    messages,
    ways,
    brand,
    subject: subjectFor(messages, about),
    needsIntroduction: !isIntroduced(messages),
    comesBack: { email: context.mail?.inboundDomain !== undefined, sms: context.textsMayBeAnswered },
    zones: zonesOf(customer, context.reportingZone),
    isZoneKnown: customer.timeZone !== undefined || customer.phone !== undefined,
  };
}

async function readWays(customer: Customer): Promise<ReplyWay[]> {
  const suppressed = (await readSuppressed([customer])).get(customer.id) ?? {};
  return Promise.all(
    CHANNELS.map(async (channel) => {
      const address = addressOf(customer, channel);
      const refusal = await readRefusal(customer, channel, address);
      const isOptedOut =
        standingOptOut(customer, channel, suppressed) !== undefined || suppressed[channel] === "opted_out";
      return { channel, address, refusal, isOptedOut };
    }),
  );
}
