import type { Collector } from "../../records/collector.js";
import * as collectors from "../../store/collectors.js";

/** Lets people answer at it, or no longer; answers that are there stay. */
export async function switchCollector({ key }: Collector, isActive: boolean, now: Date): Promise<void> {
  await collectors.setActive(key, isActive, now);
}
