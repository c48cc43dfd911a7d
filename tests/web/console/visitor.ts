import { createBrowser, type Browser, type World } from "../../world.js";

/** A browser in which nobody has signed in: Charlie's, for one. */
export function visitor(world: World): Browser {
  return createBrowser(originOf(world));
}

/** "http://127.0.0.1:40123" */
export function originOf(world: World): string {
  return new URL(world.http.get("/").url).origin;
}

/** The path of the newest one-time link mailed to an address; null when there is none. */
export async function mailedLink(world: World, to: string): Promise<string | null> {
  await world.settle();
  const { body } = await world.api("get", `/v1/outbox?to=${encodeURIComponent(to)}`);
  const link = body.messages[0]?.text.match(/http\S+\/password\/[\w-]+/)?.[0];
  return link ? new URL(link).pathname : null;
}

/** Charlie, a stranger, accepts what is given to him: opens the link and sets a password. */
export async function choosePassword(world: World, link: string, password: string) {
  const browser = visitor(world);
  return { browser, answer: await browser.post(link, { password }) };
}
