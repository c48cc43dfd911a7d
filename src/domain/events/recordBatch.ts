import type { Context } from "../context.js";
import { customerIdOf } from "../customers/rules.js";
import { readConfiguration } from "../triggers/decideTriggers.js";
import { recordEvent, type EventInput, type RecordedEvent } from "./recordEvent.js";

/** Enough to keep the database busy; one customer's events stay in their order. */
const CONCURRENCY = 16;

export type BatchResult = RecordedEvent | { error: unknown };

/** Records many events; one that fails does not spoil the others. Results stand in the order of the input. */
export async function recordBatch(context: Context, inputs: EventInput[], now: Date): Promise<BatchResult[]> {
  const configuration = await readConfiguration();
  const results = new Array<BatchResult>(inputs.length);
  const byCustomer = new Map<string, number[]>();
  inputs.forEach((input, index) => {
    const customer = customerIdOf(input.customer);
    byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), index]);
  });
  const waiting = [...byCustomer.values()];
  const work = async () => {
    for (let indexes = waiting.pop(); indexes; indexes = waiting.pop()) {
      for (const index of indexes) {
        results[index] = await recordEvent(context, inputs[index]!, now, configuration).catch((error: unknown) => ({ error }));
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}
