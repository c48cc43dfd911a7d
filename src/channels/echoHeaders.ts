import type { Message } from "./channel.js";

/** Relays that put their own Message-ID into the mail; what stands in these headers comes back with their reports. */
const ECHOES: { host: RegExp; header: (id: string) => [string, string] }[] = [
  { host: /(^|\.)postmarkapp\.com$/i, header: (id) => ["X-PM-Metadata-invitation", id] },
  { host: /(^|\.)amazonaws\.com$/i, header: (id) => ["X-SES-MESSAGE-TAGS", `invitation=${id}`] },
];

/** The headers by which this relay's reports will name our id of the message; none where our Message-ID does that. */
export function echoHeaders(relay: string): (message: Message) => Record<string, string> {
  const echo = ECHOES.find(({ host }) => host.test(relay));
  return ({ invitation, caseMessage }) => {
    const id = invitation ?? caseMessage;
    return echo && id && /^\w+$/.test(id) ? Object.fromEntries([echo.header(id)]) : {};
  };
}
