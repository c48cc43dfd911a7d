import { cpus, totalmem } from "node:os";
import type { Db } from "mongodb";
import type { Server } from "./installation.js";
import type { Measure } from "./measures/measure.js";

export interface Run {
  server: Server;
  measures: Measure[];
  yardstick: { before: number; after: number };
  mongodb: string;
}

/** How far the plain server's pace moved between the beginning and the end of a run, as a share. */
export function driftOf({ yardstick: { before, after } }: Run): number {
  return Math.abs(after - before) / before;
}

/** The run as Markdown, and a sentence for everything that falls short. */
export function toMarkdown(run: Run): string {
  const { before, after } = run.yardstick;
  const rows = run.measures.map((one) => {
    const { what, ours, unit, peer, target } = one;
    const peerText = peer === undefined ? "" : `${count(peer)} ${unit}`;
    const ratio = peer === undefined ? "" : percent(ours / peer);
    const goal = peer === undefined ? `${count(target)} ${unit}` : percent(target);
    return `| ${[what, `${count(ours)} ${unit}`, peerText, ratio, goal, isReached(one) ? "yes" : "**no**"].join(" | ")} |`;
  });
  const short = run.measures.filter((one) => !isReached(one));
  return [
    "| What | Afterword | Peer | Ratio | Target | Reached |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    ...rows,
    "",
    machine(run),
    "",
    `Plain node:http: ${count(before)} requests/s before, ${count(after)} after (moved by ${percent(driftOf(run))}). Ten connections throughout.`,
    "",
    ...run.measures.map(({ what, note }) => `- ${what}: ${note}.`),
    "",
    ...short.map((one) => `Falls short: ${one.what}: ${shortfall(one)}.`),
    ...(short.length === 0 ? ["Every target is reached."] : []),
  ].join("\n");
}

/** What it was measured on, and when. */
export function machine({ server, mongodb }: Pick<Run, "server" | "mongodb">): string {
  const model = cpus()[0]?.model.trim() ?? "unknown";
  const memory = Math.round(totalmem() / 2 ** 30);
  const database = server === "embedded" ? "the embedded server" : mongodb;
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} x ${model}, ${memory} GB, Node ${process.version}, ${database}; the load, the peers and the database share the machine.`;
}

/** Version and system of the server; a Windows build on Linux runs under Wine, which costs it a lot. */
export async function describeServer(database: Db): Promise<string> {
  const info = await database.command({ buildInfo: 1 });
  const target = (info["buildEnvironment"] as { target_os?: string } | undefined)?.target_os;
  const isForeign = target === "windows" && process.platform === "linux";
  return `MongoDB ${String(info["version"])}${isForeign ? " (Windows build under Wine)" : ""}`;
}

function isReached({ ours, peer, target }: Measure): boolean {
  return peer === undefined ? ours >= target : ours / peer >= target;
}

function shortfall({ ours, peer, target, unit }: Measure): string {
  if (peer === undefined) return `${count(ours)} ${unit} where ${count(target)} were wanted`;
  return `${percent(ours / peer)} of the peer where ${percent(target)} were wanted`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
