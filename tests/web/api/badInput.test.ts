import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anEvent, configure } from "../../build.js";
import { countStored } from "./countStored.js";
import { API_KEY, createWorld, type World } from "../../world.js";

describe("bad input", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  const raw = (path: string, body: string | Buffer, type = "application/json") =>
    world.http.post(path).set("Authorization", `Bearer ${API_KEY}`).set("Content-Type", type).send(body);

  it.each<[string, string, Record<string, unknown>]>([
    ["no id", "id", { id: undefined }],
    ["an empty id", "id", { id: "  " }],
    ["a number as id", "id", { id: 7 }],
    ["an operator as id", "id", { id: { $gt: "" } }],
    ["an operator as type", "type", { type: { $ne: null } }],
    ["a type with spaces", "type", { type: "call ended" }],
    ["no date", "occurredAt", { occurredAt: undefined }],
    ["a date without zone", "occurredAt", { occurredAt: "2037-09-01T10:00:00" }],
    ["a day that does not exist", "occurredAt", { occurredAt: "2037-02-30T10:00:00Z" }],
    ["a date two days ahead", "occurredAt", { occurredAt: "2037-09-03T10:00:01Z" }],
    ["no customer", "customer", { customer: undefined }],
    ["a customer without any key", "customer", { customer: { name: "Ana" } }],
    ["a customer that is a list", "customer", { customer: [] }],
    ["an operator as customer id", "customer.id", { customer: { id: { $gt: "" } } }],
    ["an operator as email", "customer.email", { customer: { email: { $gt: "" } } }],
    ["an email that is none", "customer.email", { customer: { email: "ana at example" } }],
    ["a phone that is none", "customer.phone", { customer: { phone: "12345" } }],
    ["a phone made of words", "customer.phone", { customer: { phone: "call me" } }],
    ["an unknown zone", "customer.timeZone", { customer: { id: "a", timeZone: "Mars/Olympus" } }],
    ["an unknown locale", "customer.locale", { customer: { id: "a", locale: "xx-YY" } }],
    ["a locale that is none", "customer.locale", { customer: { id: "a", locale: "english please" } }],
    ["a control character in a name", "customer.name", { customer: { id: "a", name: "Ana\u0000" } }],
    ["half a character in a name", "customer.name", { customer: { id: "a", name: "Ana \ud83d" } }],
    [
      "an operator in attributes",
      "customer.attributes.$gt",
      { customer: { id: "a", attributes: { $gt: "" } } },
    ],
    ["an operator deep in properties", "properties.a.$where", { properties: { a: { $where: "1" } } }],
    ["a dot in a property's name", "properties.a.b", { properties: { "a.b": 1 } }],
    ["properties that are a list", "properties", { properties: [1] }],
    ["an agent without id", "agent.id", { agent: { name: "Sam" } }],
    ["a mistyped field", "occuredAt", { occuredAt: "2037-09-01T10:00:00Z" }],
    ["an unknown field of the customer", "customer.mail", { customer: { id: "a", mail: "ana@example.com" } }],
  ])("%s is refused naming %s, and nothing is stored", async (_, path, fields) => {
    const { status, body } = await world.api("post", "/v1/events", anEvent(world, fields));
    expect(status).toBe(400);
    expect(body.error.code).toBe("invalid_input");
    expect(body.error.fields.map((field: { path: string }) => field.path)).toContain(path);
    expect(await countStored()).toBe(0);
  });

  it.each<[string, string | Buffer]>([
    ["malformed JSON", '{"id": '],
    ["text instead of JSON", "hello"],
    ["a number", "42"],
    ["null", "null"],
    ["nothing", ""],
    ["broken UTF-8", Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ])("%s is refused with 400", async (_, text) => {
    const { status, body } = await raw("/v1/events", text);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: "invalid_input", message: expect.any(String) });
    expect(JSON.stringify(body)).not.toMatch(/node_modules|at .*\.ts/);
  });

  it("reads JSON that was sent as a form by mistake", async () => {
    const { status } = await raw(
      "/v1/events",
      JSON.stringify(anEvent(world)),
      "application/x-www-form-urlencoded",
    );
    expect(status).toBe(202);
  });

  it("takes bodies up to 5 MB and refuses larger ones with 413", async () => {
    const events = Array.from({ length: 900 }, () =>
      anEvent(world, { properties: { note: "x".repeat(4_900) } }),
    );
    expect((await world.api("post", "/v1/events/batch", { events: events.slice(0, 2) })).status).toBe(200);
    const tooMuch = Buffer.alloc(5 * 1024 * 1024 + 1, " ");
    const { status, body } = await raw("/v1/events", tooMuch);
    expect(status).toBe(413);
    expect(body.error.code).toBe("too_large");
  });

  it("answers 401 without a key or with a wrong one, 404 for what is not there", async () => {
    expect((await world.http.get("/v1/touchpoints")).status).toBe(401);
    expect(
      (await world.http.get("/v1/touchpoints").set("Authorization", "Bearer wrong")).body.error.code,
    ).toBe("not_signed_in");
    for (const path of [
      "/v1/touchpoints/none",
      "/v1/surveys/none",
      "/v1/triggers/none",
      "/v1/events/none",
      "/v1/customers/none",
      "/v1/nothing",
    ]) {
      expect((await world.api("get", path)).body.error).toMatchObject({ code: "not_found" });
    }
  });

  it("keeps HTML and scripts in names as text, and escapes them in mails and pages", async () => {
    await configure(world, { surveyFields: { question: { en: 'Is <b>this</b> "fine"?' } } });
    const name = "<img src=x onerror=alert(1)>\"'";
    await world.api(
      "post",
      "/v1/events",
      anEvent(world, { customer: { id: "x", email: "x@example.com", name } }),
    );
    await world.dispatchAll();
    const { body } = await world.api("get", "/v1/outbox");
    expect(body.messages[0].html).not.toContain("<img src=x");
    expect(body.messages[0].html).toContain("&lt;img src&#x3D;x");
    expect(body.messages[0].text).toContain(name);
    const link = new URL(body.messages[0].text.match(/http\S+\/s\/[\w-]+/)[0]).pathname;
    expect((await world.http.get(link)).text).toContain("Is &lt;b&gt;this&lt;/b&gt; &quot;fine&quot;?");
  });
});
