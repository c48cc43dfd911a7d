/**
 * A mail is shown as the stranger's document that it is: no script, no form, nothing loaded. Its links open in
 * windows of their own, which must be free of the sandbox, or the survey behind them could not be answered.
 */
export const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "frame-ancestors 'self'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");
