import type { Context } from "../context.js";

export const STOPPABLE = ["scores", "file"] as const;

/** The mails that a link in them can stop. */
export type Stoppable = (typeof STOPPABLE)[number];

export function stopLink({ baseUrl }: Context, kind: Stoppable, id: string, token: string): string {
  return `${baseUrl}/stop/${kind}/${encodeURIComponent(id)}/${token}`;
}

/** RFC 8058: a mail program may stop these mails by itself, with one click. */
export function stopHeaders(link: string): Record<string, string> {
  return { "List-Unsubscribe": `<${link}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}
