import { postJson } from "../../lib/postJson.js";
import type { Context } from "../context.js";
import { requireChatUrl } from "./savePreferences.js";

/** Posts a line to a chat. Null when it was taken, else why not. InvalidInput for an address we do not post to. */
export async function sendTestToChat(context: Context, url: string): Promise<string | null> {
  requireChatUrl(context, url);
  const { brandName, baseUrl, chatMayBePrivate = false } = context;
  const text = `A test from Afterword at ${brandName}: what you chose to be told comes here.\n${baseUrl}/account`;
  const { status, fault } = await postJson(url, JSON.stringify({ text }), { mayBePrivate: chatMayBePrivate });
  if (status !== undefined) return status >= 200 && status < 300 ? null : `it answered ${status}`;
  if (fault === "timeout") return "it did not answer within 10 seconds";
  return fault === "private_address" ? "it lies in a private network" : "nothing answers there";
}
