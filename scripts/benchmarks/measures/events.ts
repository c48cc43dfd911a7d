import { BATCH, postBatches } from "../customers.js";
import type { Installation } from "../installation.js";
import type { Measure } from "./measure.js";

const BATCHES = 40;

/** New customers all of them, and each event leads to an invitation. */
export async function measureEvents(installation: Installation): Promise<Measure> {
  const count = (collection: string) => installation.database.collection(collection).countDocuments({});
  const before = { events: await count("events"), invitations: await count("invitations") };
  const began = performance.now();
  await postBatches(installation, BATCHES, { type: "visit.planned", at: new Date() });
  const seconds = (performance.now() - began) / 1_000;
  const stored = (await count("events")) - before.events;
  const asked = (await count("invitations")) - before.invitations;
  if (stored !== BATCHES * BATCH || asked !== stored)
    throw new Error(`${stored} events and ${asked} invitations are stored of ${BATCHES * BATCH}`);
  return {
    what: "Events in batches of 500",
    ours: stored / seconds,
    unit: "events/s",
    target: 500,
    note: `${BATCHES} batches over ten connections, each event with a new customer and an invitation`,
  };
}
