import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { simpleParser } from "mailparser";
import { ChannelError, type Message } from "../../src/channels/channel.js";
import { EmailChannel } from "../../src/channels/email.js";
import { anEvent, configure } from "../build.js";
import { messageIdOf, startSmtpSink, type SmtpBehaviour, type SmtpSink } from "../peers/smtpSink.js";
import { createWorld, type World } from "../world.js";

const FROM = "Northwind Care <care@example.com>";

const message: Message = {
  channel: "email",
  to: "ana@example.com",
  subject: "How did it go?",
  text: "Tell us: http://localhost:3000/s/token",
  html: "<p>Tell us</p>",
  headers: { "List-Unsubscribe": "<http://localhost:3000/u/token>" },
  messageId: "01ABC@example.com",
  invitation: "01ABC",
};

describe("the mail of an invitation, as a mail server gets it", () => {
  let sink: SmtpSink;
  let world: World;
  beforeAll(async () => {
    sink = await startSmtpSink();
    world = await createWorld({
      smtp: { url: sink.url, from: FROM, connections: 2 },
      baseUrl: `https://feedback.customer-care.northwind-home-services.example.com/${"path/".repeat(12)}end`,
      brandName: "Northwind\r\nBcc: evil@example.com",
    });
    await configure(world);
    const customer = { email: "ana@example.com", name: "Ana <b>López</b>" };
    await world.api("post", "/v1/events", anEvent(world, { customer }));
    await world.dispatchAll();
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  it("has a text and an HTML part that both carry the links", async () => {
    const [mail] = await sink.parsed();
    const link = mail!.text!.match(/https:\S+\/s\/[\w-]{22}$/m)![0];
    expect(mail!.text).toContain(`${link}?score=10`);
    expect(mail!.html).toContain(`href="${link}?score=10"`);
    expect(mail!.text).toContain(link.replace("/s/", "/u/"));
    expect(sink.mails[0]!.raw.toString()).toContain("multipart/alternative");
  });

  it("can be unsubscribed from with one click by the mail program (RFC 8058)", () => {
    const unfolded = sink.mails[0]!.raw.toString().replace(/\r\n[ \t]+/g, " ");
    expect(unfolded).toMatch(/^List-Unsubscribe: <https:\/\/feedback\S+\/u\/[\w-]{22}>\r$/m);
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  it("comes from the display name of the company, to the bare address of the customer", async () => {
    const [mail] = await sink.parsed();
    expect(mail!.from!.value).toEqual([{ name: "Northwind Care", address: "care@example.com" }]);
    expect(mail!.to).toMatchObject({ value: [{ name: "", address: "ana@example.com" }] });
  });

  it("has the invitation's own Message-ID", async () => {
    const { body } = await world.api("get", "/v1/invitations");
    expect(messageIdOf(sink.mails[0]!)).toBe(`${body.items[0].id}@example.com`);
  });

  it("lets no text from outside make a header of its own, nor a recipient", async () => {
    const [mail] = await sink.parsed();
    expect(mail!.headers.has("bcc")).toBe(false);
    expect(mail!.subject).toBe("How did it go with Northwind Bcc: evil@example.com?");
    expect(sink.mails.map(({ to }) => to)).toEqual(["ana@example.com"]);
  });

  it("escapes a customer's name in the HTML part", async () => {
    const [mail] = await sink.parsed();
    expect(mail!.html).toContain("Hello Ana &lt;b&gt;López&lt;/b&gt;,");
    expect(mail!.text).toContain("Hello Ana <b>López</b>,");
  });
});

describe("what a mail server's answer means", () => {
  let sink: SmtpSink;
  let channel: EmailChannel;
  beforeEach(async () => {
    sink = await startSmtpSink();
    channel = new EmailChannel({ url: sink.url, from: FROM, connections: 2 });
  });
  afterEach(async () => {
    await channel.close();
    await sink.close();
  });

  async function refusalOf(behaviour: SmtpBehaviour, one: EmailChannel = channel): Promise<ChannelError> {
    sink.behaviour = behaviour;
    const refusal: unknown = await one.send(message).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ChannelError);
    return refusal as ChannelError;
  }
  const atRecipient = (code: number, text: string) => refusalOf({ refuseRecipient: () => ({ code, text }) });

  it.each([
    [550, "5.1.1 <ana@example.com>: Recipient address rejected: User unknown in virtual mailbox table"],
    [550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"],
    [550, "No such user here"],
    [550, "Requested action not taken: mailbox unavailable"],
    [551, "5.1.6 ana has moved, recipient no longer here"],
    [553, "5.1.3 invalid address syntax"],
    [554, "5.5.0 user does not exist"],
  ])("%i %s: the address does not work and is suppressed", async (code, text) => {
    expect(await atRecipient(code, text)).toMatchObject({
      isPermanent: true,
      consequence: "suppress",
      code: String(code),
    });
  });

  it.each([
    [550, "5.7.1 Service unavailable, client host blocked using a block list"],
    [550, "blocked: unknown user reputation"],
    [552, "5.2.2 mailbox full"],
    [550, "5.2.1 the account is over its rate"],
    [550, "mailbox unavailable: over quota"],
    [550, "computer says no"],
    [554, "5.7.1 looks like spam"],
    [450, "4.2.0 greylisted, try again"],
    [451, "4.1.1 user unknown at the moment"],
    [452, "4.2.2 mailbox full"],
  ])("%i %s: soft, tried again, and the address is left alone", async (code, text) => {
    expect(await atRecipient(code, text)).toMatchObject({
      isPermanent: false,
      consequence: "none",
      code: String(code),
    });
  });

  it("a refusal of the message itself is soft and says nothing about the address", async () => {
    const refuseMessage = () => ({ code: 550, text: "5.1.1 no such user, says the filter behind" });
    expect(await refusalOf({ refuseMessage })).toMatchObject({
      isPermanent: false,
      consequence: "none",
      code: "550",
    });
  });

  it.each([
    ["the sender is refused", { refuseSender: { code: 553, text: "5.7.1 not yours" } }],
    ["relaying is refused", { refuseRecipient: () => ({ code: 554, text: "5.7.1 relay access denied" }) }],
    [
      "a sign-in is asked for",
      { refuseRecipient: () => ({ code: 530, text: "5.7.0 authentication required" }) },
    ],
    ["the server closes", { refuseRecipient: () => ({ code: 421, text: "4.3.2 closing down" }) }],
    ["the line is cut before the mail was on its way", { dropAt: "recipient" as const }],
  ])("%s: our own trouble, for which no mail is given up", async (_what, behaviour) => {
    expect(await refusalOf(behaviour)).toMatchObject({ isPermanent: false, consequence: "channel_down" });
  });

  it("counts a try whose mail may have arrived before the line was cut, so that it is not repeated for ever", async () => {
    expect(await refusalOf({ dropAt: "end" })).toMatchObject({ isPermanent: false, consequence: "none" });
    expect(sink.mails).toHaveLength(0);
  });

  it("waits no longer for a server that never answers than the lease allows", async () => {
    const impatient = new EmailChannel({ url: sink.url, from: FROM, connections: 1, sendTimeoutMs: 200 });
    const [underWay, waiting] = await Promise.all([
      refusalOf({ hangs: true }, impatient),
      impatient.send({ ...message, messageId: "02@example.com" }).catch((error: unknown) => error),
    ]);
    expect(underWay).toMatchObject({ code: "EABORT", consequence: "none" });
    expect(waiting).toMatchObject({ code: "EABORT", consequence: "channel_down" });
    await impatient.close();
  });

  it("a connection refused is our own trouble", async () => {
    await sink.close();
    expect(await refusalOf({})).toMatchObject({
      isPermanent: false,
      consequence: "channel_down",
      code: "ESOCKET",
    });
    sink = await startSmtpSink();
  });

  it("goes on with the next mail after a refusal", async () => {
    await atRecipient(550, "5.1.1 no such user");
    sink.behaviour = {};
    await channel.send({ ...message, to: "ben@example.com" });
    expect(sink.mails.map(({ to }) => to)).toEqual(["ben@example.com"]);
  });

  it("sends over a new connection when the server has closed the idle one", async () => {
    await channel.send(message);
    const { port } = sink;
    await sink.close();
    sink = await startSmtpSink({ port });
    await channel.send(message);
    expect(sink.mails).toHaveLength(1);
  });
});

describe("how a mail server is spoken to", () => {
  it("signs in, and takes a refused password for our own trouble", async () => {
    const sink = await startSmtpSink({ credentials: { user: "north", pass: "right" } });
    const options = { from: FROM, connections: 1 };
    const right = new EmailChannel({ ...options, url: sink.url });
    const wrong = new EmailChannel({ ...options, url: sink.url.replace("right", "wrong") });
    await right.send(message);
    await expect(wrong.send(message)).rejects.toMatchObject({
      code: "535",
      consequence: "channel_down",
    });
    expect(sink.mails).toHaveLength(1);
    await Promise.all([right.close(), wrong.close(), sink.close()]);
  });

  it("uses STARTTLS when it is offered, even with a certificate of nobody we know", async () => {
    const sink = await startSmtpSink({ starttls: true });
    const channel = new EmailChannel({ url: sink.url, from: FROM, connections: 1 });
    await channel.send(message);
    expect(sink.upgraded).toBe(1);
    expect((await simpleParser(sink.mails[0]!.raw)).subject).toBe("How did it go?");
    await Promise.all([channel.close(), sink.close()]);
  });

  it("gives a password to nobody whose certificate is not trusted", async () => {
    const sink = await startSmtpSink({ starttls: true, credentials: { user: "north", pass: "right" } });
    const channel = new EmailChannel({ url: sink.url, from: FROM, connections: 1 });
    await expect(channel.send(message)).rejects.toMatchObject({ consequence: "channel_down" });
    expect(sink.mails).toHaveLength(0);
    await Promise.all([channel.close(), sink.close()]);
  });

  it("keeps to its number of connections", async () => {
    const sink = await startSmtpSink({ delayMs: 20 });
    const channel = new EmailChannel({ url: sink.url, from: FROM, connections: 3 });
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        channel.send({ ...message, messageId: `${index}@example.com` }),
      ),
    );
    expect(sink.mails).toHaveLength(12);
    expect(sink.connections).toBe(3);
    await Promise.all([channel.close(), sink.close()]);
  });
});
