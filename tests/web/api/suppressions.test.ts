import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, configure } from "../../build.js";
import { createWorld, API_KEY, type World } from "../../world.js";

const ANA = { id: "ana", email: "ana@mail.example.com" };

describe("the suppression list", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const sendFile = (csv: string) =>
    world.http
      .post("/v1/suppressions/import")
      .set("Authorization", `Bearer ${API_KEY}`)
      .set("Content-Type", "text/csv")
      .send(csv);

  const list = async (query = "") => (await world.api("get", `/v1/suppressions${query}`)).body.items;
  const addresses = async () => (await list()).map((one: { address: string }) => one.address).sort();

  it("keeps an address with who put it there, when and why; the first reason stands", async () => {
    const put = await world.api("put", "/v1/suppressions/email/Ana@Example.com", { reason: "complained" });
    expect([put.status, put.body]).toEqual([
      201,
      {
        channel: "email",
        address: "ana@example.com",
        reason: "complained",
        at: "2037-09-01T10:00:00.000Z",
        by: "Tests",
      },
    ]);
    const again = await world.api("put", "/v1/suppressions/email/ana@example.com");
    expect([again.status, again.body.reason]).toEqual([200, "complained"]);
    expect((await world.api("delete", "/v1/suppressions/email/ana@example.com")).status).toBe(204);
    expect((await world.api("delete", "/v1/suppressions/email/ana@example.com")).status).toBe(404);
    expect(await list()).toEqual([]);
  });

  it.each([
    "/v1/suppressions/email/nonsense",
    "/v1/suppressions/sms/ana@example.com",
    "/v1/suppressions/email/@com",
  ])("refuses %s", async (path) => {
    expect((await world.api("put", path)).status).toBe(400);
  });

  it.each(["@mail.example.com", "@example.com"])("covers everybody at %s, also below it", async (domain) => {
    await configure(world);
    await world.api("put", `/v1/suppressions/email/${domain}`);
    const decide = async (email: string) =>
      (await world.api("post", "/v1/events", anEvent(world, { customer: { email } }))).body.decisions[0];
    expect(await decide(ANA.email)).toMatchObject({ decision: "skip", reason: "suppressed" });
    expect(await decide("ana@notexample.com")).toMatchObject({ decision: "ask" });
  });

  it("takes a file, and the same file again", async () => {
    const csv = [
      "\ufeffReason,Address,Channel",
      "opted_out,ana@example.com,",
      ",@example.org,email",
      "bounced,+1 415 555 0123,sms",
      "",
      'listed,"ben@example.com",',
    ].join("\r\n");
    expect((await sendFile(csv)).body).toEqual({ rows: 4, added: 4 });
    expect((await sendFile(csv)).body).toEqual({ rows: 4, added: 0 });
    expect(await addresses()).toEqual(["+14155550123", "@example.org", "ana@example.com", "ben@example.com"]);
    expect((await list("?search=%2B14155550123"))[0]).toMatchObject({
      channel: "sms",
      reason: "bounced",
      by: "Tests",
    });
  });

  it("takes nothing of a file with bad rows, and names their lines", async () => {
    const answer = await sendFile(
      [
        "address,channel,reason",
        "ana@example.com,,",
        '"two\nlines",,',
        "ben@example.com,fax,",
        "x@example.com,,bored",
        ",,",
      ].join("\n"),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toBe("Nothing was imported: 4 lines have a fault.");
    expect(answer.body.error.fields.map(({ path }: { path: string }) => path)).toEqual([
      "line 4",
      "line 5",
      "line 6",
      "line 7",
    ]);
    expect(await list()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["without names of columns", "ana@example.com\n", "line 1"],
    ["without rows", "address\n", "file"],
    ["that is empty", "", "file"],
    ["with an open quote", 'address\nana@example.com\n"ben@example.com\n', "line"],
  ])("refuses a file %s", async (_what, csv, path) => {
    const answer = await sendFile(csv);
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields[0].path).toContain(path);
    expect(await list()).toEqual([]);
  });

  it("reads a large file as it comes, and tells the first faults only", async () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => `customer-${row}@example.com`);
    expect((await sendFile(["address", ...rows].join("\n"))).body).toEqual({ rows: 5_000, added: 5_000 });
    const bad = await sendFile(["address", ...rows.map(() => "nobody")].join("\n"));
    expect(bad.body.error.message).toBe(
      "Nothing was imported: 5000 lines have a fault. The first 50 are told.",
    );
    expect(bad.body.error.fields).toHaveLength(50);
  });

  it.each([
    ["the names of its columns", "nobody"],
    ["its quotes", 'address\n"ana'],
  ])("leaves no file open after a fault in %s", async (_what, beginning) => {
    if (process.platform !== "linux") return; // where open files can be listed
    const rows = Array.from({ length: 20_000 }, (_, row) => `customer-${row}@example.com`);
    expect((await sendFile([beginning, ...rows].join("\n"))).status).toBe(400);
    for (let waited = 0; openSpools().length > 0 && waited < 20; waited += 1) await setTimeout(50);
    expect(openSpools()).toEqual([]);
  });

  it("comes out as a file that a spreadsheet runs nothing of, and that goes in again", async () => {
    await sendFile("address,reason\n+14155550123,bounced\n@example.com,\nana@example.org,opted_out\n");
    await world.api("put", "/v1/suppressions/email/=cmd@example.com");
    const file = await world.api("get", "/v1/suppressions/export");
    expect(file.headers["content-type"]).toContain("text/csv");
    const lines = file.text.trim().split("\n");
    expect(lines).toContain("sms,'+14155550123,bounced,2037-09-01T10:00:00.000Z,Tests");
    expect(lines).toContain("email,'@example.com,listed,2037-09-01T10:00:00.000Z,Tests");
    for (const line of lines) expect(line).not.toMatch(/(^|,)[=+\-@]/);
    const before = await addresses();
    for (const address of before) {
      const channel = address.startsWith("+") ? "sms" : "email";
      await world.api("delete", `/v1/suppressions/${channel}/${encodeURIComponent(address)}`);
    }
    expect((await sendFile(file.text)).body).toEqual({ rows: before.length, added: before.length });
    expect(await addresses()).toEqual(before);
  });
});

function openSpools(): string[] {
  const links = readdirSync("/proc/self/fd").map((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`);
    } catch {
      return ""; // closed since the list was made
    }
  });
  return links.filter((link) => /\/afterword-[^/]+\/file/.test(link));
}

describe("opting out and in", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it("is kept with who, when and how; a repeat is no second change", async () => {
    await world.api(
      "post",
      "/v1/events",
      anEvent(world, { customer: { id: "ana", email: "ana@example.com" } }),
    );
    await world.api("put", "/v1/customers/ana/opt-outs/email");
    world.clock.advance(1000);
    await world.api("put", "/v1/customers/ana/opt-outs/email");
    world.clock.advance(1000);
    await world.api("delete", "/v1/customers/ana/opt-outs/email");
    await world.api("delete", "/v1/customers/ana/opt-outs/email");
    const browser = await world.signIn(world.mara);
    const { text } = await browser.get("/customers/ana");
    const titles = [...text.matchAll(/<b>(Opted[^<]*)<\/b>/g)].map(([, title]) => title);
    expect(titles).toEqual(["Opted in again to email", "Opted out of email"]);
    expect(text).toContain("Noted by the company (Tests).");
  });
});
