import { failureInWords } from "../cases/replyRules.js";
import type { NoticeFacts } from "./readNotice.js";

interface Words {
  /** Begins the subject. */
  short: string;
  /** One sentence: what happened, and whose turn it is. */
  sentence: string;
}

/** What happened, in words. `customer` is how they may be named: a shared room is told no name. */
export function noticeWords(facts: NoticeFacts, customer = facts.customer): Words {
  const { kind, by, owner, user, theCase, change } = facts;
  switch (kind) {
    case "assigned":
      return {
        short: "Yours now",
        sentence: by ? `${by} gave you this case.` : "This case was given to you.",
      };
    case "mentioned":
      return { short: "You are mentioned", sentence: `${by ?? "Somebody"} mentioned you in a note.` };
    case "received":
      return change?.kind === "joined"
        ? { short: "Answered again", sentence: `${customer} answered again; the case is yours.` }
        : { short: "The customer wrote", sentence: `${customer} wrote to us; the case is yours.` };
    case "reply_failed":
      return {
        short: "Not delivered",
        sentence: `${customer} did not get our message: ${failureInWords(change?.reason ?? "refused")}.${theCase.owner ? "" : " Nobody has this case."}`,
      };
    case "escalated":
      return { short: "Overdue", sentence: `This case is over its time. ${whoHas(owner, theCase, user.id)}` };
    case "reopened":
      return {
        short: "Open again",
        sentence: by ? `${by} opened your case again.` : "Your case is open again.",
      };
    case "urgent":
      return { short: "Urgent", sentence: "An urgent case was opened, and nobody has it." };
  }
}

function whoHas(owner: string | null, theCase: NoticeFacts["theCase"], user: string): string {
  if (theCase.owner === user) return "You have it.";
  return owner ? `${owner} has it.` : "Nobody has it.";
}
