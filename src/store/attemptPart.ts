import { part } from "./document.js";

/** A try to send a message, as it stands in an invitation and in what was written about a case. */
export const attemptPart = part({
  channel: String,
  to: String,
  startedAt: Date,
  endedAt: Date,
  outcome: String,
  code: String,
  providerId: String,
  report: String,
  reportedAt: Date,
  arrival: String,
  reminder: Number,
});
