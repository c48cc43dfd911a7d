import { z } from "zod";
import { CASE_STATES } from "../../records/case.js";
import { REPORT_GROUPS } from "../../store/caseReports.js";
import { id, key } from "./fields.js";
import { optional, paging } from "./queryForms.js";
import { toFieldErrors } from "./readForm.js";
import { periodForm, type Period } from "./periodForm.js";

const by = z.enum(REPORT_GROUPS, `must be one of ${REPORT_GROUPS.join(", ")}`);

export interface CaseReportQuery extends Period {
  by: (typeof REPORT_GROUPS)[number];
}

/** The report's period, as the overview's, and by what it is split. */
export function caseReportForm(today: string): z.ZodType<CaseReportQuery> {
  return z
    .looseObject({ by: optional(by).transform((value) => value ?? "team") })
    .transform(({ by: chosen, ...rest }, context): CaseReportQuery => {
      const period = periodForm(today).safeParse(rest);
      if (period.success) return { ...period.data, by: chosen };
      for (const { path, message } of toFieldErrors(period.error))
        context.addIssue({ code: "custom", path: [path], message });
      return z.NEVER;
    });
}

/** Which cases a program wants. */
export const caseQuery = z.strictObject({
  state: optional(z.enum(CASE_STATES, `must be one of ${CASE_STATES.join(", ")}`)),
  team: optional(key),
  owner: optional(id),
  customer: optional(id),
  ...paging,
});
