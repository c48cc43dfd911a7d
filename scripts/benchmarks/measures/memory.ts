import { readFileSync } from "node:fs";
import type { Installation } from "../installation.js";
import { dispatch } from "./dispatch.js";

const LIMIT_MB = 200;

/** Flat: what comes between a normal garbage collection's highest and lowest point. */
const MAY_GROW = 0.1;

const PART = 10_000;

/** The anonymous memory of a worker with the default settings while it sends so many mails; a line every ten thousand. */
export async function measureMemory(
  installation: Installation,
  mails: number,
  say: (text: string) => void,
): Promise<string> {
  const worker = await installation.startSending();
  const samples: { mails: number; mb: number }[] = [];
  for (let sent = 0; sent < mails;) {
    const part = Math.min(PART, mails - sent);
    const perSecond = await dispatch(installation, part);
    sent += part;
    samples.push({ mails: sent, mb: anonymousMb(worker.pid) });
    say(`${sent} mails: ${samples.at(-1)!.mb.toFixed(0)} MB, ${perSecond.toFixed(0)} mails/s`);
  }
  return toMarkdown(samples);
}

function anonymousMb(pid: number): number {
  const kb = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1];
  return Number(kb) / 1024;
}

function toMarkdown(samples: { mails: number; mb: number }[]): string {
  const last = samples.at(-1)!;
  const half = samples.find(({ mails }) => mails >= last.mails / 2)!;
  const highest = Math.max(...samples.map(({ mb }) => mb));
  const isFlat = last.mb <= half.mb * (1 + MAY_GROW);
  return [
    `| Mails sent by one worker | Anonymous memory |`,
    "| ---: | ---: |",
    ...samples.map(({ mails, mb }) => `| ${mails.toLocaleString("en")} | ${mb.toFixed(0)} MB |`),
    "",
    `Under ${LIMIT_MB} MB: ${highest < LIMIT_MB ? "yes" : "**no**"} (highest ${highest.toFixed(0)} MB). ` +
      `Flat: ${isFlat ? "yes" : "**no**"} (${half.mb.toFixed(0)} MB after ${half.mails.toLocaleString("en")}, ${last.mb.toFixed(0)} MB after ${last.mails.toLocaleString("en")}).`,
  ].join("\n");
}
