import type { Response } from "express";
import type { Collector } from "../../records/collector.js";
import { presentCollectorFrame } from "../presenters/collectorPage.js";

/**
 * Prepares whatever page is sent next, also one that tells of a fault: a website's own pages may frame it, and a
 * kiosk goes back to its start by itself.
 */
export function frameForCollector(res: Response, collector: Collector, language: string): void {
  res.locals["collector"] = presentCollectorFrame(collector, language);
  if (collector.kind !== "website") return;
  const policy = String(res.get("Content-Security-Policy"));
  const ancestors = collector.origins.length > 0 ? collector.origins.join(" ") : "'none'";
  res.set("Content-Security-Policy", policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${ancestors}`));
  res.removeHeader("X-Frame-Options"); // knows no list of origins, and would forbid what the policy allows
}
