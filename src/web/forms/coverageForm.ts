import { z } from "zod";
import { key } from "./fields.js";
import { periodForm, type Period } from "./periodForm.js";
import { optional } from "./queryForms.js";
import { toFieldErrors } from "./readForm.js";

export interface CoverageQuery extends Period {
  touchpoint?: string;
}

/** The period, as the overview's, and perhaps one touchpoint. */
export function coverageForm(today: string): z.ZodType<CoverageQuery> {
  return z
    .looseObject({ touchpoint: optional(key) })
    .transform(({ touchpoint, ...rest }, context): CoverageQuery => {
      const period = periodForm(today).safeParse(rest);
      if (period.success) return { ...period.data, ...(touchpoint !== undefined && { touchpoint }) };
      for (const { path, message } of toFieldErrors(period.error))
        context.addIssue({ code: "custom", path: [path], message });
      return z.NEVER;
    });
}
