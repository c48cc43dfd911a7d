import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/**
 * The tests run against TEST_MONGODB_URI, else against an embedded server of their own. They never touch
 * MONGODB_URI, which may be somebody's real data.
 */
export default async function globalSetup(): Promise<void> {
  process.env["TEST_RUN"] ??= `afterword_test_${randomBytes(6).toString("hex")}`; // what its databases begin with
  if (process.env["TEST_MONGODB_URI"]) return;
  const file = fileURLToPath(new URL("embeddedServer.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", file], { stdio: ["pipe", "pipe", "inherit"] });
  (globalThis as { embeddedServer?: ChildProcess }).embeddedServer = child;
  const [uri] = (await once(child.stdout!, "data")) as [Buffer];
  process.env["TEST_EMBEDDED_URI"] = uri.toString().trim();
}
