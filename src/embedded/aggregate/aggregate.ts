import type { Doc, Value } from "../bson/value.js";
import { isDoc } from "../bson/value.js";
import { writeDoc, type WritableDoc } from "../bson/write.js";
import { type Command, docOption, namespaceOf, wholeNumberOption } from "../commands/command.js";
import { firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { findRows, type Search, searchAll } from "../query/findRows.js";
import type { FoundRow } from "../query/scan.js";
import { readSort } from "../query/sort.js";
import { compilePipeline, runStages, stageCount, stageParts } from "./compilePipeline.js";
import { readsOf, type Stage } from "./stage.js";

const FIRST_BATCH = 101;

/** aggregate: what the beginning of the pipeline asks for is searched with an index, the rest runs over the result. */
export function aggregate(engine: Engine, command: Command): WritableDoc {
  const namespace = namespaceOf(command);
  const pipeline = command.options.get("pipeline");
  if (!Array.isArray(pipeline)) throw new CommandError(14, "A pipeline must be an array of stages");
  const place = { engine, database: command.database };
  const whole = compilePipeline(pipeline, place);
  const { search, length } = readHead(pipeline);
  const rest = whole.slice(length);
  search.roots = rest.length === 0 ? new Set() : readsOf(rest);
  const rows = findRows(engine.storage, engine.catalog.collections.get(namespace), search);
  const size = wholeNumberOption(docOption(command.options, "cursor"), "batchSize", FIRST_BATCH);
  return firstReply(engine.cursors, rest.length === 0 ? stored(rows) : computed(rows, rest), {
    namespace,
    size,
  });
}

/** Turns the leading $match, $sort, $skip and $limit (in this order, once each but $match) into a search. */
function readHead(pipeline: readonly Value[]): { search: Search; length: number } {
  const search = searchAll(new Map());
  const matches: Doc[] = [];
  let reached = 0;
  let length = 0;
  for (const stage of pipeline) {
    const [name, spec] = stageParts(stage);
    const rank = ["$match", "$sort", "$skip", "$limit"].indexOf(name);
    if (rank < reached) break;
    if (name === "$match" && isDoc(spec)) matches.push(spec);
    if (name === "$sort") search.sort = readSort(spec);
    if (name === "$skip") search.skip = stageCount(name, spec);
    if (name === "$limit") search.limit = stageCount(name, spec);
    reached = rank === 0 ? 0 : rank + 1;
    length++;
  }
  search.query = matches.length === 1 ? (matches[0] as Doc) : new Map();
  if (matches.length > 1) search.query = new Map([["$and", matches]]);
  return { search, length };
}

function* stored(rows: Iterable<FoundRow>): Generator<Buffer> {
  for (const row of rows) yield row.bytes;
}

function* computed(rows: Iterable<FoundRow>, stages: readonly Stage[]): Generator<Buffer> {
  for (const doc of runStages(stages, docsOf(rows))) yield writeDoc(doc);
}

function* docsOf(rows: Iterable<FoundRow>): Generator<Doc> {
  for (const row of rows) yield row.doc;
}
