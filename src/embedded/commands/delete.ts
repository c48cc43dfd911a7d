import type { WritableDoc } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { findRows, searchAll } from "../query/findRows.js";
import { compileMatch } from "../query/match.js";
import { removeRecord } from "../storage/changeRecords.js";
import { type Command, docList, docOption, flagOption, namespaceOf, wholeNumberOption } from "./command.js";
import { eachWrite, writeReplyOf } from "./eachWrite.js";

/** delete: one or all of the documents that each query finds. */
export function deleteCommand(engine: Engine, command: Command): Promise<WritableDoc> {
  const namespace = namespaceOf(command);
  const deletes = docList(command, "deletes").map((entry) => {
    for (const name of entry.keys())
      if (name !== "q" && name !== "limit") throw refusal(`the option ${name} of delete`);
    const limit = wholeNumberOption(entry, "limit", 0);
    if (limit > 1)
      throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const query = docOption(entry, "q");
    compileMatch(query);
    return { query, limit };
  });
  return engine.write(() => {
    const collection = engine.catalog.collections.get(namespace);
    const outcome = eachWrite(deletes, flagOption(command.options, "ordered", true), ({ query, limit }) => {
      if (collection === undefined) return 0;
      const search = { ...searchAll(query), limit, roots: new Set<string>() };
      const rows = [...findRows(engine.storage, collection, search)];
      rows.forEach((row) => removeRecord(engine.storage, collection, row));
      return rows.length;
    });
    return writeReplyOf(outcome);
  });
}
