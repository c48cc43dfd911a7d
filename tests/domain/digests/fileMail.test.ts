import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import { planFileMails } from "../../../src/domain/digests/planFileMails.js";
import { MOST_BYTES, readFile } from "../../../src/domain/digests/readFile.js";
import type { View } from "../../../src/records/view.js";
import * as fileMails from "../../../src/store/fileMails.js";
import * as users from "../../../src/store/users.js";
import * as views from "../../../src/store/views.js";
import { startTelling, tellAll, type Telling } from "../notifications/arrange.js";
import { answered, wants } from "./arrange.js";

const MONDAY = "2037-09-07T08:00:00Z";

describe("the answers of a saved view as a file by mail", () => {
  let telling: Telling;
  beforeAll(async () => {
    telling = await startTelling();
  });
  beforeEach(async () => {
    await telling.reset();
    await views.insert(VIEW);
  });
  afterAll(() => telling.close());

  /** The mails that come at an instant; the job and the delivery run twice. */
  async function mailsAt(at: string) {
    const { world, email, sink } = telling;
    world.clock.set(at);
    sink.mails.length = 0;
    for (let run = 0; run < 2; run += 1) {
      await planFileMails(world.context, world.clock.now());
      await tellAll(world, email);
    }
    return sink.parsed();
  }

  const ask = async (cadence: string, who = telling.world.mara) =>
    (await telling.world.signIn(who)).post("/views/unhappy/mail", { mailCadence: cadence }, "/account");

  it("comes once, with the answers of the period that is over and no others", async () => {
    expect((await ask("weekly")).headers["location"]).toBe("/views/unhappy");
    await answered({ 2: 2, 10: 3 }, { day: "2037-09-03", comment: "=1+1" });
    await answered({ 1: 4 }, { day: "2037-09-07" });
    await answered({ 1: 4 }, { day: "2037-08-30" });
    const [mail, ...more] = await mailsAt(MONDAY);
    expect(more).toEqual([]);
    expect(mail!.subject!.replaceAll("\u2009", " ")).toBe("Unhappy: 31 Aug – 6 Sept 2037");
    expect(mail!.text).toContain("2 answers. The file is attached to this mail.");
    const [file] = mail!.attachments;
    expect(file).toMatchObject({ filename: "unhappy-2037-08-31-2037-09-06.csv", contentType: "text/csv" });
    const lines = file!.content.toString("utf8").trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("'=1+1");
    const link = "/responses.csv?view=unhappy&from=2037-08-31&to=2037-09-06";
    expect(mail!.text).toContain(`http://localhost:3000${link}`);
    const mara = await telling.world.signIn(telling.world.mara);
    expect((await mara.get(link)).text.trim()).toBe(file!.content.toString("utf8").trim());
    expect((await (await telling.world.signIn(telling.world.bob)).get(link)).status).toBe(403);
  });

  it("brings a link instead of a file that is too large for a mail", async () => {
    await ask("weekly");
    await answered({ 2: 60 }, { day: "2037-09-03", comment: "so long a comment ".repeat(5_500) });
    const [mail] = await mailsAt(MONDAY);
    expect(mail!.attachments).toEqual([]);
    expect(mail!.text).toContain("The file is too large for a mail.");
    expect(mail!.text).toContain("/responses.csv?view=unhappy&from=2037-08-31&to=2037-09-06");
    const period = { from: "2037-08-31", to: "2037-09-06" };
    expect(await readFile(VIEW.filter, period)).toMatchObject({ text: null });
    expect((await readFile(VIEW.filter, period, 2 * MOST_BYTES)).rows).toBe(60);
  });

  it("says so in a short mail when nobody answered in a week, and nothing for such a day", async () => {
    await ask("weekly");
    const [mail] = await mailsAt(MONDAY);
    expect([mail!.text!.includes("No answers"), mail!.attachments]).toEqual([true, []]);
    await ask("daily");
    expect(await mailsAt("2037-09-09T08:00:00Z")).toEqual([]);
  });

  it("comes at the hour, in the zone and in the language of the user's scores by mail", async () => {
    await wants(telling.world.mara, { cadences: [], hour: 6, zone: "Asia/Tokyo", language: "fr" });
    await ask("daily");
    await answered({ 2: 1 }, { day: "2037-09-02" });
    expect(await mailsAt("2037-09-03T20:59:00Z")).toEqual([]);
    const [mail] = await mailsAt("2037-09-03T21:00:00Z");
    expect(mail!.text).toContain("1 réponse. Le fichier est joint à cet e-mail.");
  });

  it.each([
    ["who is kept out", () => mend("users", "mara", { isActive: false })],
    ["who has become an agent", () => mend("users", "mara", { role: "agent" })],
    ["who sees the view no more", () => mend("views", "unhappy", { isShared: false })],
    ["whose view is gone", () => views.remove("unhappy")],
  ])("does not come to somebody %s when it goes out", async (_why, happens) => {
    await ask("weekly");
    await answered({ 2: 1 }, { day: "2037-09-03" });
    const { world } = telling;
    world.clock.set(MONDAY);
    expect(await planFileMails(world.context, world.clock.now())).toBe(1);
    await happens();
    expect(await mailsAt(MONDAY)).toEqual([]);
    expect(await mailsAt("2037-09-14T08:00:00Z")).toEqual([]);
  });

  it("cannot be had by agents, nor of a view that somebody does not see", async () => {
    expect((await ask("weekly", telling.world.bob)).status).toBe(403);
    await mend("views", "unhappy", { isShared: false });
    expect((await ask("weekly")).status).toBe(404);
    expect(await fileMails.listWanted()).toEqual([]);
  });

  it("comes once from several workers, and can be stopped by one click, again and again", async () => {
    const { world, sink, email } = telling;
    await ask("weekly");
    await answered({ 2: 1 }, { day: "2037-09-03" });
    world.clock.set(MONDAY);
    await Promise.all([1, 2, 3].map(() => planFileMails(world.context, world.clock.now())));
    await Promise.all([1, 2].map(() => tellAll(world, email)));
    expect(sink.mails).toHaveLength(1);
    expect(await tellAll(world, email)).toBe(0);
    const [mail] = await sink.parsed();
    expect(sink.mails[0]!.raw.toString()).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const { pathname } = new URL(mail!.text!.match(/http:\S+\/stop\/file\/\S+/)![0]);
    expect((await world.http.get(pathname)).text).toContain("Do you want to stop these mails?");
    for (let click = 0; click < 2; click += 1)
      expect((await world.http.post(pathname)).text).toContain("You get no more of these mails.");
    await answered({ 2: 1 }, { day: "2037-09-10" });
    expect(await mailsAt("2037-09-14T08:00:00Z")).toEqual([]);
  });

  it("stands in one's account with the way to change it", async () => {
    await ask("monthly");
    const mara = await telling.world.signIn(telling.world.mara);
    expect((await mara.get("/account")).text).toContain(
      '<a href="/views/unhappy#mail">Unhappy</a>, every month',
    );
    expect((await mara.get("/views/unhappy")).text).toContain('<option value="monthly" selected>');
    await ask("");
    expect((await mara.get("/account")).text).not.toContain("/views/unhappy#mail");
    expect((await users.get("mara")).scoreDigest).toBeUndefined();
  });
});

const VIEW: View = {
  key: "unhappy",
  name: "Unhappy",
  filter: { categories: ["detractor"] },
  owner: "alice",
  isShared: true,
  createdAt: new Date("2037-08-01T00:00:00Z"),
  updatedAt: new Date("2037-08-01T00:00:00Z"),
};

async function mend(collection: string, id: string, change: object): Promise<void> {
  await mongoose.connection.collection(collection).updateOne({ _id: id as never }, { $set: change });
}
