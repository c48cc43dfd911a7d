import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Ends the embedded server of the tests, if there is one. */
export default async function globalTeardown(): Promise<void> {
  const { embeddedServer } = globalThis as { embeddedServer?: ChildProcess };
  if (!embeddedServer || embeddedServer.exitCode !== null) return;
  embeddedServer.stdin!.end();
  await once(embeddedServer, "exit");
}
