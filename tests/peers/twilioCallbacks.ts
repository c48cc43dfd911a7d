import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import type { World } from "../world.js";
import { ACCOUNT_SID, AUTH_TOKEN } from "./twilioStandIn.js";

let serial = 0;

/** Posts to a hook as Twilio does: a form, signed over the public address and all its fields. */
export function callBack(world: World, path: string, fields: Record<string, string>, token = AUTH_TOKEN) {
  const signature = getExpectedTwilioSignature(token, world.context.baseUrl + path, fields);
  return world.http.post(path).type("form").set("X-Twilio-Signature", signature).send(fields);
}

/** A customer's text message as Twilio hands it over. */
export function incoming(from: string, body: string, more: Record<string, string> = {}) {
  serial += 1;
  return {
    MessageSid: `SM${String(serial).padStart(32, "f")}`,
    AccountSid: ACCOUNT_SID,
    From: from,
    To: "+15005550006",
    Body: body,
    NumMedia: "0",
    ...more,
  };
}

/** A customer texts; what we reply, or null. */
export async function text(world: World, from: string, body: string, more: Record<string, string> = {}) {
  return replyIn(await callBack(world, "/hooks/sms/inbound", incoming(from, body, more)));
}

/** The message in an answer to Twilio. */
export function replyIn(answer: { status: number; text: string }): string | null {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  const [, message] = answer.text.match(/<Message>([\s\S]*)<\/Message>/) ?? [];
  return message?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&") ?? null;
}
