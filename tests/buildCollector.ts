import { configure, hiddenFields } from "./build.js";
import type { World } from "./world.js";

/** A collector for the touchpoint of `configure`, with what differs; the path of its page. */
export async function collect(world: World, fields: Record<string, unknown> = {}): Promise<string> {
  await configure(world);
  const { key = "front-desk", ...rest } = fields;
  const collector = { touchpoint: "support-call", survey: "support-nps", kind: "link", name: "Front desk" };
  const { status, body, text } = await world.api("put", `/v1/collectors/${String(key)}`, {
    ...collector,
    ...(rest["kind"] === "website" && { origins: ["https://shop.example.com"] }),
    ...rest,
  });
  if (status >= 400) throw new Error(`The collector was refused: ${text}`);
  return new URL(body.url).pathname;
}

/** Sends a page's form as a browser would, to where the form goes. */
export async function press(world: World, html: string, fields: Record<string, string>) {
  const action = html.match(/<form method="post" action="([^"]+)"/)?.[1];
  if (!action) throw new Error("The page has no form");
  const answered = await world.http
    .post(action)
    .type("form")
    .send({ ...hiddenFields(html), ...fields });
  await world.settle();
  return answered;
}
