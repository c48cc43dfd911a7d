import mongoose from "mongoose";
import { receiveText } from "../../../src/domain/conversations/receiveText.js";
import { SCHEDULE } from "../../../src/worker/schedule.js";
import * as cases from "../../../src/store/cases.js";
import * as responseNotes from "../../../src/store/responseNotes.js";
import * as invitationLists from "../../../src/store/invitationLists.js";
import { answer, anEvent, ask, configure } from "../../build.js";
import { press } from "../../buildCase.js";
import { MINUTE } from "../../testClock.js";
import { postMail } from "../../web/hooks/sign.js";
import type { World } from "../../world.js";
import { reply, sendReplies, talk } from "../cases/arrange.js";
import { tellAll } from "../notifications/arrange.js";
import { listen } from "../webhooks/arrange.js";

/** Nobody and nothing else bears any of these words. */
export const ZEB = {
  id: "zeb-4711",
  name: "Zebulon Quarkington",
  email: "zeb.quark@example.org",
  phone: "+14155550177",
  timeZone: "Europe/Berlin",
  attributes: { instrument: "celesta" },
};

/** What people said and wrote to him, about him, and he to them. */
const SAID = [
  "xylophone",
  "glockenspiel",
  "theremin",
  "celesta",
  "marimba",
  "bassoon",
  "piccolo",
  "ocarina",
  "dulcimer",
];

const WORDS = [ZEB.id, "Zebulon", ZEB.email, ZEB.phone.slice(1), ...SAID];

/** Somebody with a trace in every collection that can hold one; the link to a survey that he got. */
export async function aPersonEverywhere(world: World): Promise<{ link: string }> {
  // Nobody listens there: what was to be told is kept.
  await listen(world, { url: "http://127.0.0.1:9/hooks" });
  await configure(world);
  const always = { quietPeriod: "P0D" };
  await configure(world, {
    trigger: "after-visit",
    triggerFields: { event: { type: "visit.completed" }, channels: ["sms"], ...always },
  });
  await configure(world, {
    trigger: "after-invoice",
    triggerFields: { event: { type: "invoice.issued" }, delay: "P3D", ...always },
  });
  const who = { customer: ZEB, properties: { instrument: "theremin" } };
  await receiveText(
    world.context,
    { id: "text-0", from: ZEB.phone, text: "glockenspiel" },
    world.clock.now(),
  );
  const link = await ask(world, { ...who, agent: { id: "bob", name: "Bob" } });
  const [first] = await invitationLists.listByCustomer(ZEB.id, 1);
  await answer(world, link, { score: "2", comment: "xylophone" });
  await world.settle();
  await ask(world, { ...who, type: "visit.completed" });
  await receiveText(world.context, { id: "text-1", from: ZEB.phone, text: "1" }, world.clock.now());
  await receiveText(
    world.context,
    { id: "text-2", from: ZEB.phone, text: "glockenspiel" },
    world.clock.now(),
  );
  await world.api("post", "/v1/events", anEvent(world, { ...who, type: "invoice.issued" }));
  await mail(world, first!.id, "ocarina");

  const [bob, alice] = [await world.signIn(world.bob), await world.signIn(world.alice)];
  const theCase = (await cases.findOpenFor(ZEB.id))!;
  await press(alice, theCase, "assignment", { owner: world.bob.id });
  await press(alice, theCase, "notes", { text: "marimba @bob" });
  await reply(bob, theCase, { channel: "email", text: "bassoon" });
  await world.settle();
  await sendReplies(world);
  const [sent] = await talk(await cases.get(theCase.id));
  await mail(world, sent!.id, "piccolo");
  await tellAll(world, world.channels.email);
  await responseNotes.insert({
    id: "note-0",
    response: "of-zeb",
    customer: ZEB.id,
    by: world.alice.id,
    text: "dulcimer",
    at: world.clock.now(),
  });
  await world.api("put", `/v1/customers/${ZEB.id}/opt-outs/email`);
  await world.settle();
  return { link };
}

async function mail(world: World, to: string, text: string): Promise<void> {
  await postMail(world, [
    `From: ${ZEB.name} <${ZEB.email}>`,
    `To: reply+${to}@in.example.com`,
    `Message-ID: <${text}@mail.example.org>`,
    "Subject: Re: your mail",
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
  ]);
}

type Document = Record<string, unknown>;

function collections() {
  const names = Object.values(mongoose.connection.collections).map(({ name }) => name);
  return [...new Set([...names, "sessions"])].map((name) => mongoose.connection.collection(name));
}

/** The collections in which any word of the person, or the key of a link to them, still stands. */
export async function whereFound(tokens: readonly string[] = []): Promise<string[]> {
  const found = await Promise.all(
    collections().map(async (collection) => {
      const text = JSON.stringify(await collection.find({}).toArray());
      return [...WORDS, ...tokens].some((word) => text.includes(word)) ? [collection.collectionName] : [];
    }),
  );
  return found.flat().toSorted();
}

/** The keys of all links to the person. */
export async function tokensOf(): Promise<string[]> {
  return (await invitationLists.listByCustomer(ZEB.id, 100)).map(({ token }) => token);
}

/** Everything that is stored, to begin from there again. */
export async function snapshot(): Promise<() => Promise<void>> {
  const kept = new Map<string, Document[]>();
  for (const one of collections()) kept.set(one.collectionName, (await one.find({}).toArray()) as Document[]);
  return async () => {
    await Promise.all(
      collections().map(async (one) => {
        const documents = kept.get(one.collectionName)!;
        await one.deleteMany({});
        if (documents.length > 0) await one.insertMany(documents as never[]);
      }),
    );
  };
}

/** Those of the recurring jobs that mend an erasing. */
export const MENDERS = ["rebuildRecentDays", "finishErasures"];

/** The recurring jobs run, all or those, some minutes later. */
export async function runJobs(world: World, names?: readonly string[]): Promise<void> {
  world.clock.advance(6 * MINUTE);
  const jobs = SCHEDULE.filter(({ name }) => !names || names.includes(name));
  for (const job of jobs) await job.run(world.context, world.clock.now());
  await world.settle();
}
