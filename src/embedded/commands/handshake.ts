import { toDoc, type WritableDoc } from "../bson/write.js";

const MAX_WIRE_VERSION = 21;

/** hello (and its old name): a standalone server, so that drivers send no transaction numbers. */
export function hello(isLegacy: boolean): WritableDoc {
  const primary = isLegacy ? { ismaster: true } : { isWritablePrimary: true };
  return toDoc({
    helloOk: true,
    ...primary,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  });
}

/** buildInfo: says that this is the embedded server of Afterword; the version is the one whose behaviour it follows. */
export function buildInfo(): WritableDoc {
  return toDoc({
    version: "7.0.15",
    gitVersion: "afterword-embedded",
    versionArray: [7, 0, 15, 0],
    bits: 64,
    ok: 1,
  });
}

/** ping, endSessions: nothing to do. */
export function acknowledge(): WritableDoc {
  return toDoc({ ok: 1 });
}
