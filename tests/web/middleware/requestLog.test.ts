import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { createWorld, type World } from "../../world.js";

describe("the log of requests", () => {
  const lines: string[] = [];
  let world: World;
  beforeAll(async () => {
    const logger = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
    world = await createWorld({ logger });
  });
  beforeEach(async () => {
    await world.reset();
    lines.length = 0;
  });
  afterAll(() => world.close());

  const paths = () => lines.map((line) => (JSON.parse(line) as { req: { path: string } }).req.path);

  it.each([
    ["put", "/v1/suppressions/email/ana@example.com", "/v1/suppressions/email/:address"],
    ["delete", "/v1/suppressions/email/ana%40example.com", "/v1/suppressions/email/:address"],
    ["put", "/V1/Suppressions/sms/+34600111222/", "/v1/suppressions/sms/:address"],
    ["get", "/v1/outbox?to=ana@example.com", "/v1/outbox"],
    ["get", "/suppressions?q=ana@example.com", "/suppressions"],
    ["get", "/v1/customers?email=ana@example.com", "/v1/customers"],
    ["get", "/Customers/ana@example.com/decisions", "/customers/:id"],
    ["get", "/v1/events/call-ana%40example.com/decisions", "/v1/events/:address/decisions"],
    ["get", "/S/a-token-of-somebody", "/s/:token"],
    ["get", "/nowhere/ana@example.com", "/nowhere/:address"],
  ] as const)("has no address in the line for %s %s", async (method, path, logged) => {
    await world.api(method, path);
    expect(paths().map((one) => one.toLowerCase())).toEqual([logged.toLowerCase()]);
    expect(lines.join("")).not.toMatch(/example\.com|34600111222|a-token/);
  });

  it("still tells which page was asked for", async () => {
    await world.api("get", "/v1/suppressions/export");
    await world.api("get", "/v1/surveys/support-nps");
    expect(paths()).toEqual(["/v1/suppressions/export", "/v1/surveys/support-nps"]);
  });
});
