import { createHmac } from "node:crypto";
import type { ChannelName } from "../records/channel.js";

let key: string | null = null;

/** Once, when the process starts, as it connects once. With another secret nothing that was hashed is found again. */
export function setKey(secret: string): void {
  key = secret;
}

/** Of an id or an address that we may recognise but must not know. Whoever has not the secret cannot try addresses out. */
export function keyedHash(of: "customer" | ChannelName, text: string): string {
  if (key === null) throw new Error("The key of the hashes was not set at the start");
  return createHmac("sha256", key).update(`erased\n${of}\n${text}`).digest("base64url");
}
