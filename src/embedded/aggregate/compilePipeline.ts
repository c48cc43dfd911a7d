import { type Doc, isDoc, type Value } from "../bson/value.js";
import { plainNumber } from "../bson/compare.js";
import { isNumber } from "../bson/value.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { countOf, cut } from "../query/findRows.js";
import { compileMatch } from "../query/match.js";
import { readSort, sortRows } from "../query/sort.js";
import { compileGroup } from "./group.js";
import { compileLookup } from "./lookup.js";
import { compileAddFields, compileProject } from "./shapeStages.js";
import { readsOf, type Stage } from "./stage.js";
import { compileUnwind } from "./unwind.js";

/** Where a pipeline runs: $lookup reads other collections of the database. */
export interface Place {
  engine: Engine;
  database: string;
}

/** Compiles the stages of a pipeline. Throws a CommandError that names what is outside the list. */
export function compilePipeline(stages: readonly Value[], place: Place): Stage[] {
  return stages.map((stage) => {
    const [name, spec] = stageParts(stage);
    return compileStage(name, spec, place);
  });
}

/** The one field of a stage: its name and what it is told. */
export function stageParts(stage: Value): [string, Value] {
  if (!isDoc(stage) || stage.size !== 1) {
    throw new CommandError(40323, "A pipeline stage specification object must contain exactly one field.");
  }
  return stage.entries().next().value as [string, Value];
}

/** A count for $skip or $limit. */
export function stageCount(name: string, spec: Value): number {
  const number = isNumber(spec) ? Number(plainNumber(spec)) : NaN;
  if (!Number.isInteger(number) || number < 0) {
    throw new CommandError(5107200, `invalid argument to ${name} stage: Expected a non-negative number`);
  }
  if (name === "$limit" && number === 0) throw new CommandError(15958, "the limit must be positive");
  return number;
}

function compileStage(name: string, spec: Value, place: Place): Stage {
  switch (name) {
    case "$match":
      return compileMatchStage(spec);
    case "$sort":
      return compileSort(spec);
    case "$skip":
    case "$limit":
      return compileCut(name, stageCount(name, spec));
    case "$project":
      return compileProject(spec);
    case "$addFields":
      return compileAddFields(spec);
    case "$group":
      return compileGroup(spec);
    case "$unwind":
      return compileUnwind(spec);
    case "$count":
      return compileCount(spec);
    case "$facet":
      return compileFacet(spec, place);
    case "$lookup":
      return compileLookup(spec, place);
    case "$changeStream":
      throw new CommandError(40573, "The $changeStream stage is only supported on replica sets");
    default:
      throw refusal(`the stage ${name}`);
  }
}

function handingOn(run: Stage["run"], reads: Iterable<string>): Stage {
  return { reads: new Set(reads), isNarrowing: false, run };
}

function compileCut(name: string, count: number): Stage {
  return handingOn((docs) => (name === "$skip" ? cut(docs, count, 0) : cut(docs, 0, count)), []);
}

function compileMatchStage(spec: Value): Stage {
  if (!isDoc(spec)) throw new CommandError(15959, "the match filter must be an expression in an object");
  const matcher = compileMatch(spec);
  return handingOn(function* (docs) {
    for (const doc of docs) if (matcher.test(doc)) yield doc;
  }, matcher.roots);
}

function compileSort(spec: Value): Stage {
  const sort = readSort(spec);
  if (sort.length === 0) throw new CommandError(15976, "$sort stage must have at least one sort key");
  const roots = sort.map((field) => field.parts[0] as string);
  return handingOn(function* (docs) {
    yield* sortRows([...docs], sort, (doc) => doc);
  }, roots);
}

function compileCount(spec: Value): Stage {
  if (typeof spec !== "string" || spec === "" || spec.startsWith("$") || spec.includes(".")) {
    throw new CommandError(40156, "the count field must be a non-empty string without $ and .");
  }
  return {
    reads: new Set(),
    isNarrowing: true,
    *run(docs) {
      const n = countOf(docs);
      if (n > 0) yield new Map([[spec, n]]);
    },
  };
}

function compileFacet(spec: Value, place: Place): Stage {
  if (!isDoc(spec) || spec.size === 0)
    throw new CommandError(40169, "the $facet specification must be a non-empty object");
  const facets = [...spec].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline)) throw new CommandError(40170, "arguments to $facet must be arrays");
    if (pipeline.some((stage) => stageParts(stage)[0] === "$facet"))
      throw new CommandError(40600, "$facet in $facet");
    return { name, stages: compilePipeline(pipeline, place) };
  });
  const reads = facets.map((facet) => readsOf(facet.stages));
  return {
    reads: new Set(reads.flatMap((one) => [...(one ?? [])])),
    isNarrowing: !reads.includes(null),
    *run(docs) {
      const input = [...docs];
      yield new Map(facets.map(({ name, stages }): [string, Value] => [name, [...runStages(stages, input)]]));
    },
  };
}

/** Sends documents through compiled stages. */
export function runStages(stages: readonly Stage[], docs: Iterable<Doc>): Iterable<Doc> {
  return stages.reduce((flow, stage) => stage.run(flow), docs);
}
