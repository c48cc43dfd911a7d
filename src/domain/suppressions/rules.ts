import { z } from "zod";
import { normalisePhone } from "../../lib/phoneNumber.js";
import type { ChannelName } from "../../records/channel.js";
import { SUPPRESSION_REASONS, type Suppression, type SuppressionReason } from "../../records/suppression.js";

const DOMAIN = /^@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

const MAX_ADDRESS = 254;

const email = z.email();

/**
 * An address in the form in which it is compared: an email address, a whole domain as "@example.com", or a phone
 * number in international form. Null for text that is none, or that is none of the channel.
 */
export function readAddress(
  text: string,
  channel?: ChannelName,
): { channel: ChannelName; address: string } | null {
  const typed = text.trim().toLowerCase();
  if (typed.length > MAX_ADDRESS) return null;
  if (typed.includes("@")) {
    const isAddress = typed.startsWith("@") ? DOMAIN.test(typed) : email.safeParse(typed).success;
    return isAddress && channel !== "sms" ? { channel: "email", address: typed } : null;
  }
  const number = channel === "email" ? null : normalisePhone(typed);
  return number ? { channel: "sms", address: number } : null;
}

/** The columns of a list in a file; only the address has to be there. */
export const COLUMNS = ["channel", "address", "reason", "at", "by"] as const;

export type Row = Partial<Record<string, string>>;

/** One row of a file as it will be stored, or what is wrong with it. */
export function readRow(row: Row, defaults: { now: Date; by: string }): Suppression | string {
  const channel = row["channel"]?.toLowerCase();
  if (channel && channel !== "email" && channel !== "sms")
    return `channel "${cut(channel)}" must be email or sms`;
  const reason = (row["reason"] || "listed").toLowerCase();
  if (!isReason(reason)) return `reason "${cut(reason)}" must be one of ${SUPPRESSION_REASONS.join(", ")}`;
  const text = withoutGuard(row["address"] ?? "");
  if (!text) return "has no address";
  const read = readAddress(text, (channel || undefined) as ChannelName | undefined);
  if (!read)
    return `"${cut(text)}" must be an email address, a domain such as @example.com or a phone number such as +14155550123`;
  return { ...read, reason, at: readInstant(row["at"], defaults.now), by: defaults.by };
}

/** A file that we wrote says since when; what cannot be read, or lies ahead, counts from now on. */
function readInstant(text: string | undefined, now: Date): Date {
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text ?? "") ? new Date(text!) : now;
  return at <= now ? at : now; // also for a date that is none
}

/** Spreadsheets take "+1..." and "@..." for a formula, so such cells are written with an apostrophe in front. */
function withoutGuard(text: string): string {
  return text.trim().replace(/^'(?=[=+\-@\t\r])/, "");
}

function isReason(text: string): text is SuppressionReason {
  return (SUPPRESSION_REASONS as readonly string[]).includes(text);
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
