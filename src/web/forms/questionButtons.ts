import { QUESTION_KINDS, type Question } from "../../records/survey.js";
import type { TypedFields } from "./pageFields.js";
import type { QuestionDraft } from "./questionsPageForm.js";

/** For the lowest, middle and highest category: whatever the metric calls them, they stay when it changes. */
export type ByLevel<T> = [T, T, T];

export const NO_LEVELS: ByLevel<boolean> = [false, false, false];

const MORE_OPTIONS = 4;

/** What the pressed button does to the questions: `addQuestion`, or `raise`, `lower`, `remove`, `openQuestion`, `moreOptions` with an index. */
export function applyQuestionButton(drafts: QuestionDraft[], fields: TypedFields): QuestionDraft[] {
  const pressed = fields["do"] ?? "";
  if (pressed === "addQuestion")
    return [...drafts, { ...emptyQuestion(kindOf(fields["newKind"])), isOpen: true }];
  const [, verb, digits] = pressed.match(/^(raise|lower|remove|openQuestion|moreOptions)_(\d{1,2})$/) ?? [];
  const index = Number(digits);
  const draft = drafts[index];
  if (!verb || !draft) return drafts;
  const others = drafts.filter((one) => one !== draft);
  const open = { ...draft, isOpen: true };
  switch (verb) {
    case "remove":
      return others;
    case "raise":
      return others.toSpliced(Math.max(0, index - 1), 0, open);
    case "lower":
      return others.toSpliced(index + 1, 0, open);
    case "moreOptions":
      return drafts.with(index, { ...open, moreOptions: MORE_OPTIONS });
    default:
      return drafts.with(index, open);
  }
}

function emptyQuestion(kind: Question["kind"]): QuestionDraft {
  const isScale = kind === "scale";
  return {
    kind,
    key: "",
    text: {},
    options: [],
    min: isScale ? "1" : "",
    max: isScale ? "5" : "",
    lowest: {},
    highest: {},
    levels: NO_LEVELS,
    after: "",
    afterOptions: [],
    from: "",
    to: "",
  };
}

function kindOf(text: string | undefined): Question["kind"] {
  return QUESTION_KINDS.find((kind) => kind === text) ?? "choice";
}
