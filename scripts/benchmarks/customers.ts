import type { Installation } from "./installation.js";
import { sendLoad } from "./load.js";

/** How many events a request carries. */
export const BATCH = 500;

const TRIGGER = { touchpoint: "visit", survey: "nps", expiresAfter: "P14D" };

let made = 0;

/** One touchpoint, one survey, and two triggers: one asks at once, the other after an hour, when nobody measures any more. */
export async function configure({ api }: Installation): Promise<void> {
  await api("PUT", "/v1/touchpoints/visit", { name: "Technician's visit", stage: "onboarding" });
  await api("PUT", "/v1/surveys/nps", {
    name: "After the visit",
    metric: "nps",
    question: { en: "How likely are you to recommend Northwind to a friend or colleague?" },
  });
  await api("PUT", "/v1/triggers/now", { event: { type: "visit.completed" }, ...TRIGGER });
  await api("PUT", "/v1/triggers/later", { event: { type: "visit.planned" }, delay: "PT1H", ...TRIGGER });
}

/** The body of a batch about customers who were never heard of before. */
export function batchOf(
  size: number,
  { type, at }: { type: "visit.completed" | "visit.planned"; at: Date },
): string {
  const events = Array.from({ length: size }, () => {
    made += 1;
    return {
      id: `event-${made}`,
      type,
      occurredAt: at.toISOString(),
      customer: {
        id: `customer-${made}`,
        email: `customer-${made}@example.com`,
        name: `Customer ${made}`,
        attributes: { plan: "gold", city: "Valencia" },
      },
      agent: { id: `agent-${made % 20}`, name: `Agent ${made % 20}` },
      team: `team-${made % 4}`,
      properties: { job: `J-${made}`, product: "heat pump", minutes: made % 90 },
    };
  });
  return JSON.stringify({ events });
}

/** Posts so many batches. */
export async function postBatches(
  { baseUrl, apiHeaders }: Installation,
  batches: number,
  about: { type: "visit.completed" | "visit.planned"; at: Date },
): Promise<void> {
  await sendLoad(baseUrl, batches, () => ({
    method: "POST",
    path: "/v1/events/batch",
    headers: apiHeaders,
    body: batchOf(BATCH, about),
  }));
}

/** At least so many invitations whose hour has not come, in random order. */
export async function newTokens(installation: Installation, atLeast: number): Promise<string[]> {
  const invitations = installation.database.collection("invitations");
  const batches = Math.ceil(atLeast / BATCH);
  const before = await invitations.countDocuments({});
  await postBatches(installation, batches, { type: "visit.planned", at: new Date() });
  const found = await invitations
    .find({}, { projection: { token: 1 }, sort: { createdAt: -1, _id: -1 }, limit: batches * BATCH })
    .toArray();
  const made = (await invitations.countDocuments({})) - before;
  if (made !== batches * BATCH)
    throw new Error(`${made} invitations were made instead of ${batches * BATCH}`);
  return found.map(({ token }) => String(token)).sort(); // tokens are random
}
