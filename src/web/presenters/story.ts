import { RESOLVED } from "../../domain/cases/followUpRules.js";
import type { StoryEntry } from "../../domain/customers/readStory.js";
import type { GivenAnswers } from "../../domain/responses/readAnswers.js";
import type { OptOut } from "../../records/customer.js";
import type { IncomingText } from "../../records/incomingText.js";
import type { Invitation } from "../../records/invitation.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import { caseAddress } from "./caseQueue.js";
import { meaningInWords } from "./conversation.js";
import { eventAddress } from "./address.js";
import { presentAnswersOf, type PresentedAnswer } from "./answers.js";
import { presentInstant, type PresentedInstant } from "./dates.js";
import { presentFace } from "./metricWords.js";
import { countOf } from "./numbers.js";
import { flagsInWords, marksInWords } from "./oddities.js";
import { channelInWords, reasonInWords, REASONS } from "./reasons.js";
import { presentProperties } from "./values.js";

const SOURCES: Record<OptOut["source"], string> = {
  link: "by the link in a message",
  text: "by a text message",
  provider: "told by the provider",
  company: "noted by the company",
};

export interface PresentedEntry {
  at: PresentedInstant;
  /** Colours the dot: an answer's category; quiet for what only we did. */
  tone: string;
  title: string;
  href?: string;
  text?: string | undefined;
  face?: ReturnType<typeof presentFace>;
  comment?: string;
  /** What looks like a machine rather than a person, in words. */
  odd?: string | undefined;
  /** Words of the customer that are no answer by themselves. */
  quote?: string;
  answers?: PresentedAnswer[];
  language?: string;
  facts?: { name: string; value: string }[];
}

/** How an opt-out came about, in words. */
export function optOutSource(source: OptOut["source"]): string {
  return SOURCES[source];
}

/** One entry of a customer's story. `nameOf` gives a touchpoint's name. */
export function presentEntry(
  entry: StoryEntry,
  { nameOf, answers }: { nameOf: (touchpoint: string) => string; answers: GivenAnswers },
  zone: string,
): PresentedEntry {
  const at = presentInstant(entry.at, zone);
  switch (entry.kind) {
    case "event": {
      const { type, agent, team, properties } = entry.event;
      const who = [
        ...(agent ? [{ name: "agent", value: agent.name ?? agent.id }] : []),
        ...(team ? [{ name: "team", value: team }] : []),
      ];
      const href = eventAddress(entry.event.id);
      const isOurs = type === RESOLVED;
      const { case: theCase, ...others } = properties;
      const facts = [...who, ...presentProperties(isOurs && theCase ? others : properties)];
      return { at, tone: "event", title: isOurs ? "A case was resolved" : type, href, facts };
    }
    case "answered": {
      const { response } = entry;
      const face = presentFace(response);
      const title = `Gave a ${response.score} for ${nameOf(response.touchpoint)}`;
      return {
        at,
        tone: face.tone,
        title,
        text: `${capital(face.category)}, by ${channelInWords(response.channel)}`,
        odd: flagsInWords(response.flags),
        face,
        comment: response.comment,
        answers: presentAnswersOf(response.id, answers),
        language: response.language,
      };
    }
    case "replied": {
      const { subject, text } = entry.reply;
      return { at, tone: "event", title: "Wrote back by email", text: subject, quote: text };
    }
    case "wrote":
      return { at, tone: "event", ...presentWrote(entry.message) };
    case "texted":
      return { at, tone: "", ...presentTexted(entry.text) };
    case "consent": {
      const { channel, change, source, by } = entry.consent;
      const isOut = change === "opted_out";
      return {
        at,
        tone: isOut ? "bad" : "",
        title: `${isOut ? "Opted out of" : "Opted in again to"} ${channelInWords(channel)}`,
        text: capital(`${optOutSource(source)}${by ? ` (${by})` : ""}.`),
      };
    }
    case "reminded": {
      const { channel, reminder } = entry.attempt;
      const number = reminder === 1 ? "first" : "second";
      return {
        at,
        tone: "",
        title: `Reminded about ${nameOf(entry.invitation.touchpoint)}`,
        text: `By ${channelInWords(channel)}, the ${number} reminder.`,
      };
    }
    default:
      return {
        at,
        tone: "",
        ...presentAsk(entry.kind, entry.invitation, nameOf(entry.invitation.touchpoint), zone),
      };
  }
}

/** What somebody of ours and the customer wrote to each other about a case. */
function presentWrote({ direction, channel, subject, text, case: theCase, isAutomatic, state }: CaseMessage) {
  const wrote = direction === "out" ? "We wrote" : isAutomatic ? "Answered automatically" : "Wrote back";
  const failed = state === "failed" ? "It did not arrive." : undefined;
  const href = caseAddress(theCase);
  return { title: `${wrote} by ${channelInWords(channel)}`, href, text: failed ?? subject, quote: text };
}

/** The words as they came, and what became of them. */
function presentTexted(text: IncomingText) {
  const replied = text.reply ? ` We replied: "${text.reply}"` : "";
  return {
    title: "Sent a text message",
    quote: text.text || "(nothing)",
    text: `${meaningInWords(text)}.${replied}`,
  };
}

function presentAsk(
  kind: "decision" | "sent" | "opened" | "ended",
  invitation: Invitation,
  touchpoint: string,
  zone: string,
) {
  const { channel, channels, unconfirmedClicks } = invitation;
  const attempts = invitation.attempts.filter(({ reminder }) => !reminder);
  switch (kind) {
    case "decision":
      return presentDecision(invitation, touchpoint, zone);
    case "sent":
      return channel === "link"
        ? { title: `Got a link about ${touchpoint}`, text: "Handed over by the company." }
        : {
            title: `Asked about ${touchpoint}`,
            text: `By ${channelInWords(attempts.at(-1)?.channel ?? channel)}${attempts.length > 1 ? `, try ${attempts.length}` : ""}.`,
          };
    case "opened": {
      const clicks = unconfirmedClicks.length;
      const text = `${countOf(clicks, "click")} on a score without confirming it: ${marksInWords(unconfirmedClicks) ?? "perhaps a mail scanner"}. In no score.`;
      // whoever answers came by such a click
      const isExplained = invitation.answeredAt !== undefined && !marksInWords(unconfirmedClicks);
      return {
        title: `Opened the survey about ${touchpoint}`,
        text: clicks > 0 && !isExplained ? text : undefined,
      };
    }
    case "ended":
      return invitation.state === "expired"
        ? { title: `Did not answer about ${touchpoint}`, text: "The time to answer is over." }
        : {
            title: `The ask about ${touchpoint} came to nothing by ${channels.map(channelInWords).join(" and ")}`,
            text: reasonInWords(invitation) ?? undefined,
          };
  }
}

function presentDecision(invitation: Invitation, touchpoint: string, zone: string) {
  const { decision, trigger, sendAt, createdAt, channels, channel } = invitation;
  const by = trigger ? ` Trigger ${trigger}.` : "";
  if (decision === "skip") {
    const reason = invitation.reason && REASONS[invitation.reason];
    return { title: `Not asked about ${touchpoint}`, text: `${reason?.sentence ?? ""}${by}`.trim() };
  }
  if (channel === "link") return { title: `A link was made about ${touchpoint}`, text: undefined };
  const when = sendAt <= createdAt ? "At once" : `Planned for ${presentInstant(sendAt, zone).text}`;
  const how = channels.map(channelInWords).join(", else ");
  return { title: `To be asked about ${touchpoint}`, text: `${when} by ${how}.${by}` };
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
