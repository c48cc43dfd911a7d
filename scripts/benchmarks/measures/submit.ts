import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { signToken } from "../../../src/lib/signedToken.js";
import { newTokens } from "../customers.js";
import { SECRET, type Installation } from "../installation.js";
import { sendLoad, workByHands } from "../load.js";
import { median, type Measure } from "./measure.js";

const ROUNDS = 3;
const ANSWERS = 1_000;
const WARM_UP = 300;
const COMMENT = "The technician was on time, explained everything and left the room clean.";

/** One answer per invitation; the reply comes after the answer is on disk. */
export async function measureSubmit(installation: Installation): Promise<Measure> {
  const { baseUrl, database } = installation;
  // A few more than are posted: the load generator makes requests ahead.
  const tokens = await newTokens(installation, WARM_UP + ROUNDS * ANSWERS + 200);
  let index = 0;
  const post = (amount: number) =>
    sendLoad(baseUrl, amount, () => {
      const token = tokens[index++]!;
      // As the page makes it; the fetch of the page is no part of this figure.
      const view = signToken(SECRET, "survey view", `${token} ${Date.now()}`);
      return {
        method: "POST",
        path: `/s/${token}`,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ view, score: String(index % 11), comment: COMMENT }).toString(),
      };
    });
  const responses = database.collection("responses");
  const bare = database.collection<{ _id: string }>("bareInserts");
  await post(WARM_UP);
  const sample = (await responses.findOne({}))!;
  const insert = () => bare.insertOne({ ...sample, _id: randomUUID() });
  await workByHands(WARM_UP, insert);
  const ours: number[] = [];
  const peers: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await post(ANSWERS));
    await sleep(500); // what follows an answer is still being written
    peers.push(await workByHands(ANSWERS, insert));
  }
  const expected = WARM_UP + ROUNDS * ANSWERS;
  const stored = await responses.countDocuments({});
  if (stored !== expected) throw new Error(`${stored} answers are stored of ${expected}`);
  await untilAnswered(installation, expected);
  return {
    what: "Answer stored durably",
    ours: median(ours),
    unit: "answers/s",
    peer: median(peers),
    target: 0.5,
    note: `${ROUNDS} x ${ANSWERS} answers to as many invitations; the peer is the driver's insertOne of the same document, majority and journaled, by ten hands`,
  };
}

/** The invitations follow their answers. */
async function untilAnswered({ database }: Installation, expected: number): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answered = await database.collection("invitations").countDocuments({ state: "answered" });
    if (answered === expected) return;
    await sleep(200);
  }
  throw new Error(`Not all of the ${expected} invitations know of their answer`);
}
