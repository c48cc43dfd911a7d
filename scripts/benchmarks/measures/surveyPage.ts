import { setTimeout as sleep } from "node:timers/promises";
import { newTokens } from "../customers.js";
import type { Installation } from "../installation.js";
import { sendLoad, type OneRequest } from "../load.js";
import { freePort, startProcess } from "../processes.js";
import { median, type Measure } from "./measure.js";

const ROUNDS = 3;
const PAGES = 1_600;
const WARM_UP = 400;

/** Each invitation is opened for the first time, in random order, so every page costs the write of its opening. */
export async function measureSurveyPage(installation: Installation): Promise<Measure> {
  const { baseUrl, uri } = installation;
  const tokens = await newTokens(installation, WARM_UP + ROUNDS * (PAGES + 100));
  const page = await (await fetch(`${baseUrl}/s/${tokens[0]}`)).text();
  const port = await freePort();
  const bare = await startProcess("scripts/benchmarks/peers/bareExpress.ts", {
    env: { PORT: String(port), MONGODB_URI: uri, PAGE_BYTES: String(Buffer.byteLength(page)) },
  });
  const bareUrl = `http://127.0.0.1:${port}`;
  const next = (from: number) => {
    let index = from;
    return (): OneRequest => ({ method: "GET", path: `/s/${tokens[index++ % tokens.length]}` });
  };
  for (const url of [baseUrl, bareUrl]) await sendLoad(url, WARM_UP, next(0));
  const ours: number[] = [];
  const peers: number[] = [];
  const before = await countOpened(installation);
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = WARM_UP + round * (PAGES + 100);
    ours.push(await sendLoad(baseUrl, PAGES, next(from)));
    peers.push(await sendLoad(bareUrl, PAGES, next(from)));
  }
  await bare.stop();
  await sleep(2_000); // openings are written after the answer
  const written = (await countOpened(installation)) - before;
  if (written < ROUNDS * PAGES) throw new Error(`${written} openings are stored of ${ROUNDS * PAGES}`);
  return {
    what: "Survey page, opening written",
    ours: median(ours),
    unit: "pages/s",
    peer: median(peers),
    target: 0.6,
    note: `${ROUNDS} x ${PAGES} first openings; the peer is a bare Express handler with one indexed findOne and a page of ${Buffer.byteLength(page)} bytes`,
  };
}

function countOpened({ database }: Installation): Promise<number> {
  return database.collection("invitations").countDocuments({ openedAt: { $exists: true } });
}
