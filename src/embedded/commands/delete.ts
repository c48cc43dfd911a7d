import type { Doc } from "../bson/value.js";
import type { Reply } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { findRows } from "../query/findRows.js";
import { compileMatch } from "../query/match.js";
import { removeRecord } from "../storage/changeRecords.js";
import { type Command, docList, docOption, namespaceOf, requireOnly, wholeNumberOption } from "./command.js";
import { writeEach } from "./writeEach.js";

/** delete: one or all of the documents that each query finds. */
export function deleteCommand(engine: Engine, command: Command): Promise<Reply> {
  const namespace = namespaceOf(command);
  const entries = docList(command, "deletes").map(readEntry);
  return engine.write(() => {
    const collection = engine.catalog.collections.get(namespace);
    return writeEach(command, entries, (entry) => {
      if (collection === undefined) return 0;
      const rows = [...findRows(engine.storage, collection, entry)];
      rows.forEach((row) => removeRecord(engine.storage, collection, row));
      return rows.length;
    });
  });
}

function readEntry(entry: Doc): { query: Doc; limit: number } {
  requireOnly(entry, ["q", "limit"], "delete");
  const limit = wholeNumberOption(entry, "limit", 0);
  if (limit > 1) throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  const query = docOption(entry, "q");
  compileMatch(query);
  return { query, limit };
}
