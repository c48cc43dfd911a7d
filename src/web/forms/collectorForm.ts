import { z } from "zod";
import type { CollectorInput } from "../../domain/collectors/saveCollector.js";
import type { FieldError } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import { COLLECTOR_KINDS, type CollectorKind } from "../../records/collector.js";
import { key, line } from "./fields.js";
import { faultsOfNewKey, readFields, readTyped, type TypedFields } from "./pageFields.js";

const MAX_ORIGINS = 20;

/** Nothing else may come into the header that these are written into; plain http is for trying on one's own machine. */
const ORIGIN = /^(https:\/\/[a-z0-9.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?$/;

/** Where a page comes from. A whole address is brought down to it when nothing but a path stands behind. */
const origin = line(300).transform((text, { addIssue }) => {
  const found = URL.canParse(text) ? new URL(text) : null;
  const isFine = found && ORIGIN.test(found.origin) && !found.username && !found.search && !found.hash;
  if (!isFine) addIssue({ code: "custom", message: "must be an address such as https://www.example.com" });
  return isFine ? found.origin : z.NEVER;
});

/** Everything of a collector but its key. */
export const collectorForm: z.ZodType<Omit<CollectorInput, "key">> = z
  .strictObject({
    touchpoint: key,
    survey: key,
    kind: z.enum(COLLECTOR_KINDS, `must be one of ${COLLECTOR_KINDS.join(", ")}`),
    name: line(100),
    origins: z
      .array(origin)
      .max(MAX_ORIGINS, `must have ${MAX_ORIGINS} addresses at most`)
      .default([])
      .transform((all) => [...new Set(all)]),
    active: z.boolean("must be true or false").optional(),
  })
  .superRefine(({ kind, origins }, { addIssue }) => {
    const fault = faultOfOrigins(kind, origins.length);
    if (fault) addIssue({ code: "custom", path: ["origins"], message: fault });
  })
  .transform(({ active, ...collector }) => ({
    ...collector,
    ...(active !== undefined && { isActive: active }),
  }));

function faultOfOrigins(kind: CollectorKind, count: number): string | null {
  if (kind === "website") return count === 0 ? "needs the address of at least one website" : null;
  return count > 0 ? "is only for websites" : null;
}

/** A new collector as typed; without a key the touchpoint and the name propose one. */
export function readNewCollector(body: unknown): CollectorInput {
  const fields = readFields(body);
  const { key: typedKey, touchpoint = "", name = "" } = fields;
  const key = typedKey || proposeKey(`${touchpoint} ${name}`);
  return { key, ...read(body, fields, name || typedKey ? faultsOfNewKey(key) : []) };
}

/** What can change of a collector by its form; what it is for stays. */
export function readCollector(
  body: unknown,
  stored: Pick<CollectorInput, "kind" | "touchpoint">,
): Omit<CollectorInput, "key"> {
  const { kind, touchpoint } = stored;
  return read(body, { ...readFields(body), kind, touchpoint }, []);
}

function read(body: unknown, fields: TypedFields, faults: FieldError[]): Omit<CollectorInput, "key"> {
  const { touchpoint, survey, kind, name } = fields;
  const required = { touchpoint, survey, kind };
  const missing = Object.entries(required).filter(([, value]) => !value);
  const input = { touchpoint, survey, kind, name, origins: kind === "website" ? typedOrigins(body) : [] };
  return readTyped(collectorForm, input, [
    ...faults,
    ...missing.map(([path]) => ({ path, message: "is required" })),
  ]);
}

/** One address per line, or several with spaces or commas between them. */
function typedOrigins(body: unknown): string[] {
  const { origins } = z
    .object({ origins: z.string().catch("") })
    .catch({ origins: "" })
    .parse(body);
  return origins.split(/[\s,]+/).filter(Boolean);
}
