import { toDoc, type WritableDoc } from "../bson/write.js";
import { nextReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { type Command, wholeNumberOption } from "./command.js";

/** getMore: the next part of an open result. */
export function getMore(engine: Engine, command: Command): WritableDoc {
  const id = BigInt(Number(command.options.get("getMore")) || 0);
  const exact = command.options.get("getMore");
  const collection = command.options.get("collection");
  const size = wholeNumberOption(command.options, "batchSize", 0);
  const namespace = `${command.database}.${String(collection)}`;
  return nextReply(engine.cursors, typeof exact === "bigint" ? exact : id, {
    namespace,
    size: size || Infinity,
  });
}

/** killCursors: closes those that are open and names those that are not. */
export function killCursors(engine: Engine, command: Command): WritableDoc {
  const ids = command.options.get("cursors");
  if (!Array.isArray(ids)) throw new CommandError(14, "BSON field 'killCursors.cursors' must be an array");
  const asked = ids.filter((id) => typeof id === "bigint");
  const killed = asked.filter((id) => engine.cursors.open.delete(id));
  const unknown = asked.filter((id) => !killed.includes(id));
  return toDoc({
    cursorsKilled: killed,
    cursorsNotFound: unknown,
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  });
}
