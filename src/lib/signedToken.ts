import { createHmac, timingSafeEqual } from "node:crypto";

/** `payload` with a signature that only this installation can make, for one `purpose`. */
export function signToken(secret: string, purpose: string, payload: string): string {
  return `${payload}.${signature(secret, purpose, payload)}`;
}

/** The payload of a token that `signToken` made for the same purpose; null for anything else. */
export function readToken(secret: string, purpose: string, token: string): string | null {
  const dot = token.lastIndexOf(".");
  if (dot < 0) return null;
  const payload = token.slice(0, dot);
  const given = Buffer.from(token.slice(dot + 1));
  const expected = Buffer.from(signature(secret, purpose, payload));
  return given.length === expected.length && timingSafeEqual(given, expected) ? payload : null;
}

function signature(secret: string, purpose: string, payload: string): string {
  return createHmac("sha256", secret).update(`${purpose}\n${payload}`).digest("base64url").slice(0, 22);
}
