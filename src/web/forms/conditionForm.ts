import { z } from "zod";
import { OPERATORS } from "../../records/trigger.js";
import { line, scalar } from "./fields.js";

/** A list of conditions whose fields begin with one of these roots; "team" is a field by itself. */
export function conditionList(roots: readonly string[]) {
  const condition = z
    .strictObject({
      field: line(200).refine(
        (field) => isField(field, roots),
        `must begin with ${roots.join(", ")}, for example properties.reason`,
      ),
      op: z.enum(OPERATORS, `must be one of ${OPERATORS.join(", ")}`),
      value: z.union([scalar, z.array(scalar).max(100, "must have 100 values at most")]).optional(),
    })
    .superRefine(({ op, value }, { addIssue }) => {
      const isFine = {
        in: Array.isArray(value),
        exists: value === undefined || typeof value === "boolean",
        eq: value !== undefined && !Array.isArray(value),
        ne: value !== undefined && !Array.isArray(value),
        gt: isOrderable(value),
        gte: isOrderable(value),
        lt: isOrderable(value),
        lte: isOrderable(value),
      }[op];
      const wanted = {
        in: "a list",
        exists: "true, false or absent",
        eq: "one value",
        ne: "one value",
      } as Record<string, string>;
      if (!isFine)
        addIssue({
          code: "custom",
          path: ["value"],
          message: `must be ${wanted[op] ?? "a number or text"} for "${op}"`,
        });
    });
  return z.array(condition).max(20, "must have 20 conditions at most");
}

function isField(field: string, roots: readonly string[]): boolean {
  const [root, ...names] = field.split(".");
  if (!roots.includes(root!)) return false;
  return root === "team"
    ? names.length === 0
    : names.length > 0 && names.every((name) => name && !name.startsWith("$"));
}

function isOrderable(value: unknown): boolean {
  return typeof value === "number" || typeof value === "string";
}
