import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Channel } from "../../../src/channels/channel.js";
import { planScoreDigests } from "../../../src/domain/digests/planScoreDigests.js";
import { readScoreDigest } from "../../../src/domain/digests/readScoreDigest.js";
import { deliverNext } from "../../../src/domain/notifications/deliverNext.js";
import { presentScoreNumber } from "../../../src/web/presenters/numbers.js";
import { writtenScore } from "../../../src/domain/digests/writtenRules.js";
import * as notifications from "../../../src/store/notifications.js";
import * as users from "../../../src/store/users.js";
import * as views from "../../../src/store/views.js";
import { runDueJobs } from "../../../src/worker/schedule.js";
import { configure } from "../../build.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import { MINUTE } from "../../testClock.js";
import type { World } from "../../world.js";
import { choose, startTelling, tellAll, type Telling } from "../notifications/arrange.js";
import { answered, STOP_TOKEN, wants } from "./arrange.js";

/** The Monday on which the mails of a week come. */
const MONDAY = "2037-09-07T08:00:00Z";

describe("scores by mail", () => {
  let telling: Telling;
  let world: World;
  let sink: SmtpSink;
  let email: Channel;
  beforeAll(async () => {
    telling = await startTelling();
    ({ world, sink, email } = telling);
  });
  beforeEach(() => telling.reset());
  afterAll(() => telling.close());

  /** The mails that come at an instant; the job and the delivery run twice. */
  async function mailsAt(at: string) {
    world.clock.set(at);
    sink.mails.length = 0;
    for (let run = 0; run < 2; run += 1) {
      await planScoreDigests(world.context, world.clock.now());
      await tellAll(world, email);
    }
    return sink.parsed();
  }

  async function mailOfMara() {
    await wants(world.mara, {});
    return mailsAt(MONDAY);
  }

  /** A week that was clearly worse than the one before. */
  async function aFall() {
    await answered({ 10: 20, 8: 10, 3: 0 }, { day: "2037-08-27" });
    await answered({ 10: 6, 8: 6, 3: 18 }, { day: "2037-09-02" });
  }

  it("say of every touchpoint how it went, how sure that is and what changed, with links to the same period", async () => {
    await wants(world.mara, {});
    await aFall();
    await world.api("put", "/v1/touchpoints/visit", { name: "Visit & repair", stage: "use" });
    await answered({ 5: 3, 1: 1 }, { day: "2037-09-03", touchpoint: "visit", metric: "csat" });
    const [mail, ...more] = await mailsAt(MONDAY);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe("Last week’s scores: Support call, NPS −40, clear fall (before: 67)");
    expect(mail!.to).toMatchObject({ text: "mara@example.com" });
    const [plain, html] = [mail!.text!, mail!.html as string].map((text) =>
      text
        .replaceAll("\u2009", " ")
        .replaceAll("&nbsp;", "\u00a0")
        .replaceAll("&amp;", "&")
        .replaceAll("&#x3D;", "="),
    ) as [string, string];
    for (const text of [plain, html]) {
      for (const words of [
        "31 Aug – 6 Sept 2037",
        "Compared with 24 – 30 Aug 2037.",
        "Look here first",
        "Visit & repair",
        "95 % sure: −64 to −9",
        "30 answers",
        "4 answers",
        "few answers",
        "clear fall",
        "http://localhost:3000/responses?touchpoint=support-call&metric=nps&from=2037-08-31&to=2037-09-06",
        "http://localhost:3000/touchpoints/support-call/scores?metric=nps&from=2037-08-31&to=2037-09-06",
        "http://localhost:3000/?from=2037-08-31&to=2037-09-06",
      ])
        expect(text).toContain(words);
      expect(text.replaceAll("\u00a0", " ")).toContain("75 %");
    }
    expect(mail!.text).toContain("- Promoters: 20\u00a0% (6)");
    expect(html).toMatch(/<td class="bar fill-good" width="20%" height="14" bgcolor="#2f7fb3"/);
    expect(html).toContain("category=detractor&from=2037-08-31&to=2037-09-06");
    expect(mail!.text!.indexOf("Visit & repair\nCSAT")).toBeLessThan(
      mail!.text!.indexOf("Support call\nNPS"),
    );
  });

  it("have the numbers of the overview, and no others", async () => {
    await aFall();
    const { rows } = await readScoreDigest("weekly", "2037-09-07");
    world.clock.set("2037-09-09T10:00:00Z");
    const overview = await (await world.signIn(world.mara)).get("/?from=2037-08-31&to=2037-09-06");
    const [row] = rows;
    expect(rows).toHaveLength(1);
    expect(row).toMatchObject({ responses: 30, score: -40, before: { score: 200 / 3 } });
    for (const number of [row!.score, row!.interval!.low, row!.interval!.high])
      expect(overview.text).toContain(presentScoreNumber(number));
    for (const score of [-99.6, -0.4, 0, 0.5, 12.49, 99.5, null])
      expect(writtenScore("en", score)).toBe(presentScoreNumber(score));
  });

  it("show the saved view that the reader chose, as long as they see it", async () => {
    const dates = { createdAt: world.clock.now(), updatedAt: world.clock.now() };
    const view = { key: "loud", name: "Loud ones", filter: { hasComment: true }, owner: "alice", ...dates };
    await views.insert({ ...view, isShared: true });
    await wants(world.mara, { view: "loud" });
    await wants(world.bob, { view: "loud" });
    await answered({ 10: 3, 2: 1 }, { day: "2037-09-02", comment: "Well" });
    await answered({ 2: 4 }, { day: "2037-09-03" });
    const mails = await mailsAt(MONDAY);
    const [bobs, maras] = ["bob", "mara"].map((name) =>
      mails.find(({ to }) => [to].flat()[0]!.text === `${name}@example.com`),
    );
    expect(maras!.text).toMatch(/Saved view: Loud ones\nCompared with .+\n\nLoud ones\nNPS 50 · few answers/);
    expect(maras!.text).toContain("/responses?view=loud&metric=nps&from=2037-08-31&to=2037-09-06");
    expect(maras!.text).toContain("NPS −25");
    expect(bobs!.text).not.toContain("Loud ones");
    await views.remove("loud");
    expect((await mailsAt("2037-09-14T08:00:00Z")).map(({ text }) => text!.includes("Loud"))).toEqual([
      false,
      false,
    ]);
  });

  it("tell of a month by its calendar, and put what nobody answered at the end", async () => {
    await wants(world.mara, { cadences: ["monthly"] });
    await configure(world, { touchpoint: "bill", survey: "bill-nps", trigger: "after-bill" });
    await world.api("put", "/v1/touchpoints/bill", { name: "Bill", stage: "use" });
    await answered({ 9: 2 }, { day: "2037-09-30" });
    await answered({ 9: 2 }, { day: "2037-08-31", touchpoint: "bill" });
    const [mail] = await mailsAt("2037-10-01T08:00:00Z");
    expect(mail!.subject).toBe("Last month’s scores: 2 answers");
    expect(mail!.text).toContain("September 2037. Compared with August 2037.");
    expect(mail!.text).toContain("Nothing changed clearly.");
    expect(mail!.text).toContain("to=2037-09-30&compareFrom=2037-08-01&compareTo=2037-08-31");
    expect(mail!.text).toMatch(/Nobody answered at these\n- Bill, NPS \(before: 100\)/);
  });

  it("do not come for a day on which nothing happened, and are short for such a week or month", async () => {
    await wants(world.mara, { cadences: ["daily", "weekly", "monthly"] });
    expect(await mailsAt("2037-09-09T08:00:00Z")).toEqual([]);
    const [week] = await mailsAt(MONDAY);
    expect(week!.subject).toBe("Last week’s scores: No answers");
    expect(week!.text).toContain("Nobody was asked, and nobody answered.");
    expect(week!.text).not.toContain("Support call");
    expect((await mailsAt("2037-10-01T08:00:00Z")).map(({ subject }) => subject)).toEqual([
      "Last month’s scores: No answers",
    ]);
    await answered({ 9: 1 }, { day: "2037-10-07" });
    expect((await mailsAt("2037-10-08T08:00:00Z")).map(({ subject }) => subject)).toEqual([
      "Yesterday’s scores: 1 answer",
    ]);
  });

  it("call few what was few: this period's answers, or those before", async () => {
    await answered({ 9: 2 }, { day: "2037-08-27" });
    await answered({ 9: 30 }, { day: "2037-09-02" });
    const { text, subject } = (await mailOfMara()).at(0)!;
    expect(text).toContain("NPS 100 (before: 100, few answers)");
    expect(subject).toBe("Last week’s scores: 30 answers");
  });

  it("do not come to somebody who is kept out, has chosen otherwise meanwhile, or never chose", async () => {
    await wants(world.mara, {});
    await wants(world.alice, {});
    await answered({ 9: 1 }, { day: "2037-09-02" });
    world.clock.set(MONDAY);
    await planScoreDigests(world.context, world.clock.now());
    await users.moveAccess(await users.get("alice"), false, world.clock.now());
    await wants(world.mara, { cadences: ["monthly"] });
    expect(await mailsAt(MONDAY)).toEqual([]);
    expect((await notifications.listByUser("mara")).map(({ state }) => state)).toEqual(["dropped"]);
  });

  it("show agents the scores, and no links to answers, which they may not read", async () => {
    await wants(world.bob, {});
    await aFall();
    const [mail] = await mailsAt(MONDAY);
    for (const text of [mail!.text!, mail!.html as string]) {
      expect(text).toContain("−40");
      expect(text).not.toContain("/responses");
    }
  });

  it("come once from several workers, and again under the same id when one died", async () => {
    await wants(world.mara, { cadences: ["daily"] });
    await choose(world.bob, { digest: null });
    await answered({ 9: 1 }, { day: "2037-09-08" });
    world.clock.set("2037-09-09T08:00:00Z");
    const now = world.clock.now();
    await Promise.all([1, 2, 3].map(() => planScoreDigests(world.context, now)));
    await Promise.all([1, 2].map(() => runDueJobs(world.context, now)));
    const claim = { now, leaseUntil: new Date(now.getTime() + MINUTE), lease: "of a dead one" };
    expect(await notifications.claimNextDue("email", claim, [])).toMatchObject({
      kind: "scores",
      cadence: "daily",
      day: "2037-09-09",
    });
    expect(await tellAll(world, email)).toBe(0);
    world.clock.advance(MINUTE);
    const delivery = { clock: world.clock, email };
    const begun = await Promise.all([1, 2].map(() => deliverNext(world.context, delivery, "email")));
    for (const one of begun) await one?.done;
    expect([begun.filter(Boolean).length, sink.mails.length]).toEqual([1, 1]);
    expect(await mailsAt("2037-09-09T12:00:00Z")).toEqual([]);
  });

  it("can be stopped by one click of a mail program, again and again, and by the link in the mail", async () => {
    await wants(world.mara, { cadences: ["daily", "weekly"], language: "de" });
    await answered({ 9: 1 }, { day: "2037-09-02" });
    const [mail] = await mailsAt(MONDAY);
    const link = `http://localhost:3000/stop/scores/mara/${STOP_TOKEN}`;
    expect(mail!.headers.get("list")).toMatchObject({ unsubscribe: { url: link } });
    expect(sink.mails[0]!.raw.toString()).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(mail!.text).toContain(link);
    const { pathname } = new URL(link);
    const shown = await world.http.get(pathname);
    expect(shown.text).toContain("Möchten Sie diese E-Mails nicht mehr bekommen?");
    expect((await users.get("mara")).scoreDigest!.cadences).toEqual(["daily", "weekly"]);
    for (let click = 0; click < 2; click += 1) {
      const done = await world.http.post(pathname).type("form").send({ "List-Unsubscribe": "One-Click" });
      expect([done.status, done.headers["set-cookie"]]).toEqual([200, undefined]);
      expect(done.text).toContain("Es kommen keine solchen E-Mails mehr.");
    }
    expect((await users.get("mara")).scoreDigest!.cadences).toEqual([]);
    expect(await mailsAt("2037-09-14T08:00:00Z")).toEqual([]);
    for (const wrong of [
      "/stop/scores/mara/abcdefghijklmnopqrstuv",
      "/stop/scores/nobody/x",
      `/stop/x/mara/${STOP_TOKEN}`,
    ])
      expect((await world.http.post(wrong)).status).toBe(404);
  });
});
