import * as cases from "../src/store/cases.js";
import * as causes from "../src/store/causes.js";
import type { Case } from "../src/records/case.js";
import { answer, ask } from "./build.js";
import type { Browser, World } from "./world.js";

/** Ana, who can be called and written to. */
export const ANA = { id: "ana", name: "Ana Lopez", email: "ana+home@example.com", phone: "+14155550123" };

/** Somebody answers with a 3, and the case that follows from it. */
export async function aCase(
  world: World,
  {
    comment = "",
    score = "3",
    ...event
  }: { comment?: string; score?: string } & Record<string, unknown> = {},
): Promise<Case> {
  const customer = (event["customer"] ?? ANA) as { id: string };
  const link = await ask(world, { ...event, customer });
  await answer(world, link, { score, comment });
  await world.settle();
  return (await cases.findOpenFor(customer.id))!;
}

/** Presses a button of a case's page. */
export function press(
  browser: Browser,
  { id }: { id: string },
  verb: string,
  fields: Record<string, string | string[]> = {},
) {
  return browser.post(`/cases/${id}/${verb}`, fields, `/cases/${id}`);
}

/** A cause to choose. */
export async function aCause(world: World, key = "no-callback", name = "Nobody called back"): Promise<void> {
  await causes.set({ key, name, parent: null, order: 1, active: true }, world.clock.now());
}
