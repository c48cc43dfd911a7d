import type { Collector } from "../../records/collector.js";

/** The address at which people answer. */
export function collectorUrl({ token }: Pick<Collector, "token">, baseUrl: string): string {
  return `${baseUrl}/c/${token}`;
}

/** A collector as a program set it, with its address. */
export function presentCollector(collector: Collector, baseUrl: string) {
  const { token: _token, isActive, createdAt, updatedAt, ...rest } = collector;
  return { ...rest, active: isActive, url: collectorUrl(collector, baseUrl), createdAt, updatedAt };
}
