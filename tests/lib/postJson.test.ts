import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { addressKind } from "../../src/lib/addressKind.js";
import { isRefusedHost, postJson } from "../../src/lib/postJson.js";
import { saying, startReceiver, type Receiver } from "../peers/receiver.js";

describe("addresses", () => {
  it.each([
    ["public", ["93.184.216.34", "2606:2800:220:1::1", "172.32.0.1", "100.128.0.1"]],
    [
      "private",
      ["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12::1"],
    ],
    ["private", ["::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::a00:1", "2002:7f00:1::"]],
    [
      "never",
      [
        "0.0.0.0",
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "::",
        "fe80::1",
        "224.0.0.1",
        "255.255.255.255",
      ],
    ],
  ] as const)("are known as %s: %j", (kind, addresses) => {
    expect(addresses.map((one) => [one, addressKind(one)])).toEqual(addresses.map((one) => [one, kind]));
  });

  it.each([
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://[::1]:8080/",
    "http://[::ffff:7f00:1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://api.localhost/",
  ])("%s is this machine, however it is written", (url) => {
    expect([isRefusedHost(url, false), isRefusedHost(url, true)]).toEqual([true, false]);
  });

  it("of a cloud's metadata are refused whatever is allowed", () => {
    expect(isRefusedHost("http://169.254.169.254/latest", true)).toBe(true);
  });
});

describe("posting", () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answering = saying(200, "Thanks");
  });
  afterAll(() => receiver.close());

  it("tells status and answer", async () => {
    const outcome = await postJson(receiver.url, '{"é":1}', {
      headers: { "X-One": "1" },
      mayBePrivate: true,
    });
    expect(outcome).toMatchObject({ status: 200, answer: "Thanks" });
    expect(receiver.received).toMatchObject([
      { body: '{"é":1}', headers: { "x-one": "1", "content-length": "8" } },
    ]);
  });

  it("looks where a name leads to when it connects, not only how it is written", async () => {
    // A name of ours that leads to this machine, as a rebound name of a stranger would.
    const url = receiver.url.replace("127.0.0.1", "localhost");
    expect((await postJson(url, "{}", { mayBePrivate: true })).fault ?? "sent").toMatch(/sent|ECONNREFUSED/);
    receiver.received.length = 0;
    for (const address of [url, receiver.url])
      expect(await postJson(address, "{}", { mayBePrivate: false })).toMatchObject({
        fault: "private_address",
      });
    expect(receiver.received).toEqual([]);
  });

  it("says why there was no answer, and never throws", async () => {
    const closed = await startReceiver();
    await closed.close();
    const options = { mayBePrivate: true, timeoutMs: 2_000 };
    expect(await postJson(closed.url, "{}", options)).toMatchObject({ fault: "ECONNREFUSED", answer: "" });
    receiver.answering = (res) => res.destroy();
    expect(await postJson(receiver.url, "{}", options)).toMatchObject({ fault: "ECONNRESET" });
    receiver.answering = (res) => res.writeHead(200).write("half");
    expect(await postJson(receiver.url, "{}", { ...options, timeoutMs: 100 })).toMatchObject({
      fault: "timeout",
    });
  });
});
