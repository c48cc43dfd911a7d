import type { Alert } from "../../records/alert.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import * as alerts from "../../store/alerts.js";
import * as views from "../../store/views.js";

/** Every answer needs them: a change made in another process counts after so long. */
const KNOWN_FOR_MS = 3_000;

/** An alert about single responses, and those that it means. */
export interface ResponseAlert {
  alert: Alert;
  filter: ResponseFilter;
}

let known: { at: number; all: Promise<ResponseAlert[]> } | null = null;

/**
 * The alerts about single responses that are on, up to three seconds old. One whose view is gone finds nothing. The age
 * is counted by the process and not by the product's time, as with webhooks.
 */
export async function activeAlerts(): Promise<ResponseAlert[]> {
  const now = performance.now();
  if (!known || now - known.at > KNOWN_FOR_MS) {
    const all = read();
    all.catch(forgetAlerts);
    known = { at: now, all };
  }
  return known.all;
}

/** This process reads them anew: after a change of its own, and when a test has emptied the database. */
export function forgetAlerts(): void {
  known = null;
}

async function read(): Promise<ResponseAlert[]> {
  const active = (await alerts.list()).filter(({ kind, isPaused }) => kind === "response" && !isPaused);
  const found = await Promise.all(
    active.map(async (alert) => {
      const filter = alert.view === undefined ? alert.filter : (await views.find(alert.view))?.filter;
      return filter ? [{ alert, filter }] : [];
    }),
  );
  return found.flat();
}
