const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Twilio's answer format: one message to the sender, or none. */
export function presentTwiml(reply: string | null): string {
  const message =
    reply === null ? "" : `<Message>${reply.replace(/[&<>]/g, (one) => ESCAPES[one]!)}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`;
}
