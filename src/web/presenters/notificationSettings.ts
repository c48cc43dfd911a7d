import { NOTICES, type Notice, type Notification } from "../../records/notification.js";
import type { PresentedForm } from "./form.js";

const KIND_WORDS: Record<Notice, string> = {
  assigned: "A case is given to me",
  mentioned: "Somebody mentions me in a note",
  received: "The customer of my case writes or answers again",
  reply_failed: "A message of my case could not be delivered",
  escalated: "A case of mine, or one that I manage, is over its time",
  reopened: "A case of mine is opened again",
  urgent: "An urgent case is opened and nobody has it",
};

/** What became of a test: `fault` says why it was not taken; null when it was. */
export interface ChatTest {
  fault: string | null;
}

interface Facts {
  chatTest: ChatTest | undefined;
  lastChat: Notification | null;
}

/** What somebody is told, as typed or as stored, and whether their chat works. */
export function presentNotifications({ values, errors }: PresentedForm, { chatTest, lastChat }: Facts) {
  const isTicked = (name: string, kind: Notice) => [values[name] ?? []].flat().includes(kind);
  const hour = String(values["hour"] ?? "");
  const fault = lastChat?.state === "given_up" ? lastChat.fault : null;
  return {
    kinds: NOTICES.map((kind) => ({
      kind,
      label: KIND_WORDS[kind],
      isByEmail: isTicked("email", kind),
      isByChat: isTicked("chat", kind),
    })),
    chatUrl: values["chatUrl"],
    isCommentInChat: values["isCommentInChat"] !== undefined,
    hasDigest: values["hasDigest"] !== undefined,
    hour: {
      name: "hour",
      options: Array.from({ length: 24 }, (_, one) => ({
        value: String(one),
        label: `${String(one).padStart(2, "0")}:00`,
        isChosen: String(one) === hour,
      })),
    },
    zone: values["zone"],
    errors,
    hasFaults: Object.keys(errors).length > 0,
    chatTest: chatTest && {
      isFine: chatTest.fault === null,
      text: chatTest.fault === null ? "The test arrived." : `The test did not arrive: ${chatTest.fault}.`,
    },
    chatFault: chatTest ? null : fault && chatFaultWords(fault),
  };
}

function chatFaultWords(fault: string): string {
  if (/^\d{3}$/.test(fault)) return `it answered ${fault}`;
  if (fault === "timeout") return "it did not answer";
  return fault === "private_address" ? "its address lies in a private network" : "nothing answers there";
}
