import { z } from "zod";
import { daysIn } from "../../domain/metrics/spanRules.js";
import { STEPS, type Step } from "../../domain/metrics/trend.js";
import type { Metric } from "../../records/metric.js";
import { METRICS } from "./caseRuleForm.js";
import { line } from "./fields.js";
import { periodFields, toPeriod, type Period } from "./periodForm.js";
import { optional } from "./queryForms.js";

/** Two years by day; more of them would be a smear, and weeks or months say it better. */
const MOST_DAYS = 731;

export interface TouchpointScoresQuery extends Period {
  metric?: Metric;
  /** Absent: the step that reads best. */
  step?: Step;
  /** A dimension; absent: the first one that has something to compare. */
  by?: string;
}

/** Which of a touchpoint's figures are meant: the period as on the overview, the metric, and how they are told apart. */
export function touchpointScoresForm(today: string): z.ZodType<TouchpointScoresQuery> {
  return z
    .strictObject({
      ...periodFields,
      metric: optional(z.enum(METRICS, `must be one of ${METRICS.join(", ")}`)),
      step: optional(z.enum(STEPS, `must be one of ${STEPS.join(", ")}`)),
      by: optional(line(200)),
    })
    .transform(({ metric, step, by, ...fields }, context): TouchpointScoresQuery => {
      const period = toPeriod(fields, today, context);
      if (step === "day" && daysIn(period) > MOST_DAYS)
        context.addIssue({
          code: "custom",
          path: ["step"],
          message: "must be week or month for more than two years",
        });
      return { ...period, ...(metric && { metric }), ...(step && { step }), ...(by && { by }) };
    });
}
