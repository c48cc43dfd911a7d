import type { World } from "./world.js";

/** Texts of a survey page's form, as a browser would send them back. */
export function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
    fields[name!] = unescape(value!);
  return fields;
}

/** The characters that stand behind the references that our templates write. */
function unescape(value: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return value.replace(
    /&(?:#x([0-9A-F]+)|(amp|lt|gt|quot));/gi,
    (_all, code: string | undefined, name: string) =>
      code ? String.fromCodePoint(parseInt(code, 16)) : named[name]!,
  );
}

/** A touchpoint, an NPS survey and a trigger on `call.ended`, with what differs. */
export async function configure(
  world: World,
  {
    touchpoint = "support-call",
    survey = "support-nps",
    trigger = "after-call",
    metric = "nps",
    ...rest
  }: {
    touchpoint?: string;
    survey?: string;
    trigger?: string;
    metric?: string;
    triggerFields?: Record<string, unknown>;
    surveyFields?: Record<string, unknown>;
  } = {},
): Promise<void> {
  await Promise.all([
    world.api("put", `/v1/touchpoints/${touchpoint}`, { name: "Support call", stage: "support" }),
    world.api("put", `/v1/surveys/${survey}`, {
      name: "After a call",
      metric,
      question: { en: "How likely are you to recommend us?" },
      ...rest.surveyFields,
    }),
  ]);
  const { event = { type: "call.ended" }, ...triggerFields } = rest.triggerFields ?? {};
  const saved = await world.api("put", `/v1/triggers/${trigger}`, {
    event,
    touchpoint,
    survey,
    ...triggerFields,
  });
  if (saved.status >= 400) throw new Error(`The trigger was refused: ${saved.text}`);
}

let serial = 0;

/** An event about a new customer, with what differs. */
export function anEvent(world: World, fields: Record<string, unknown> = {}): Record<string, unknown> {
  serial += 1;
  return {
    id: `event-${serial}`,
    type: "call.ended",
    occurredAt: world.clock.now().toISOString(),
    customer: { id: `customer-${serial}`, email: `customer-${serial}@example.com`, name: "Ana Lopez" },
    ...fields,
  };
}

/** Posts an event, sends the invitation, and returns the path of the link in the outbox message. */
export async function ask(world: World, fields: Record<string, unknown> = {}): Promise<string> {
  const event = anEvent(world, fields);
  const posted = await world.api("post", "/v1/events", event);
  const invitation = posted.body.decisions?.[0]?.invitation;
  if (!invitation) throw new Error(`Nobody was asked: ${posted.text}`);
  await world.dispatchAll();
  const { body } = await world.api("get", "/v1/outbox?limit=500");
  const message = body.messages.find((one: { invitation: string }) => one.invitation === invitation);
  return new URL(message.text.match(/http\S+\/s\/[\w-]+/)[0]).pathname;
}

export const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";

/** Opens a link and presses a score; the answered page. */
export async function answer(world: World, link: string, fields: Record<string, string>) {
  const page = await world.http.get(link).set("User-Agent", BROWSER);
  const answered = await world.http
    .post(link)
    .set("User-Agent", BROWSER)
    .type("form")
    .send({ ...hiddenFields(page.text), ...fields });
  await world.settle();
  return answered;
}
