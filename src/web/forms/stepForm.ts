import { z } from "zod";
import { isAnswerTo, MAX_ANSWER } from "../../domain/surveys/questionRules.js";
import type { AnswerValue } from "../../records/response.js";
import type { Question } from "../../records/survey.js";
import { spokenText } from "./spokenText.js";

/**
 * The form of one page after the score. `do` is the pressed button; a script that submits the form presses none.
 * `back` and `on` leave the answer as it is: a kiosk has them in place of links.
 */
export interface StepForm {
  at: string;
  view: string;
  do?: "next" | "skip" | "back" | "on" | undefined;
  value: string[];
}

const stepForm: z.ZodType<StepForm> = z.object({
  at: z.string().max(100),
  view: z.string().max(500).catch(""),
  do: z.enum(["next", "skip", "back", "on"]).optional().catch(undefined),
  value: z
    .union([z.array(z.string()), z.string().transform((one) => [one])])
    .default([])
    .catch([]),
});

/** The form of a page after the score, or null when it is another one. */
export function readStep(body: unknown): StepForm | null {
  const parsed = stepForm.safeParse(body ?? {});
  return parsed.success ? parsed.data : null;
}

/** The text of the form, as long as it may be. */
export function readText({ value }: StepForm): string {
  return spokenText.parse(value.at(-1) ?? "");
}

export type StepFault = "pressButton" | "chooseShown" | "tooLong";

/** The answer that was given, null for none; or what is wrong. Only a pressed button answers. */
export function readAnswerTo(
  question: Question,
  form: StepForm,
): { value: AnswerValue } | { fault: StepFault } {
  if (form.do === "skip") return { value: null };
  const isPressed = form.do === "next" || (hasButtons(question) && form.value.length > 0);
  if (!isPressed) return { fault: "pressButton" };
  const value = toValue(question, form);
  if (typeof value === "string" && question.kind === "text" && value.length > MAX_ANSWER)
    return { fault: "tooLong" };
  return isAnswerTo(question, value) ? { value } : { fault: "chooseShown" };
}

/** Each answer of these is a button of its own. */
function hasButtons({ kind }: Question): boolean {
  return kind === "choice" || kind === "scale";
}

function toValue(question: Question, form: StepForm): AnswerValue {
  const last = form.value.at(-1) ?? "";
  switch (question.kind) {
    case "text":
      return readText(form) || null;
    case "choices":
      return form.value.length > 0 ? form.value : null;
    case "choice":
      return last;
    case "scale":
      return /^\d{1,2}$/.test(last) ? Number(last) : -1;
  }
}
