import type { AnswerValue } from "../../src/records/response.js";
import type { Question } from "../../src/records/survey.js";
import type { Random } from "./random.js";

/** What the demo's company asks after an installation, beside the score and the comment. */
export const INSTALLATION_QUESTIONS: Question[] = [
  {
    key: "trouble",
    kind: "choice",
    text: { en: "What was the biggest trouble?", es: "¿Cuál fue el mayor problema?" },
    options: [
      { key: "late", text: { en: "The crew came late", es: "El equipo llegó tarde" } },
      { key: "untidy", text: { en: "It was left untidy", es: "Lo dejaron desordenado" } },
      { key: "explained", text: { en: "Nobody explained the controls", es: "Nadie explicó los mandos" } },
      { key: "price", text: { en: "It cost more than agreed", es: "Costó más de lo acordado" } },
    ],
    isShownIf: { categories: ["detractor", "passive"] },
  },
  {
    key: "wait",
    kind: "scale",
    text: { en: "How well were you told when they would come?", es: "¿Le avisaron bien de la hora?" },
    min: 1,
    max: 5,
    lowest: { en: "Not at all", es: "Nada" },
    highest: { en: "Very well", es: "Muy bien" },
    isShownIf: { answer: { question: "trouble", options: ["late"] } },
  },
  {
    key: "liked",
    kind: "choices",
    text: { en: "What did you like?", es: "¿Qué le gustó?" },
    options: [
      { key: "crew", text: { en: "The crew", es: "El equipo" } },
      { key: "quiet", text: { en: "How quiet it is", es: "Lo silencioso que es" } },
      { key: "app", text: { en: "The app", es: "La aplicación" } },
    ],
  },
];

/** What somebody says to a question; most answer, some skip, and some have closed the page (undefined). */
export function sayTo(question: Question, random: Random): AnswerValue | undefined {
  if (random.chance(0.15)) return undefined;
  if (random.chance(0.1)) return null;
  switch (question.kind) {
    case "choice":
      return random.pick(question.options).key;
    case "choices": {
      const chosen = question.options.filter(() => random.chance(0.5)).map(({ key }) => key);
      return chosen.length > 0 ? chosen : null;
    }
    case "scale":
      return random.int(question.min, question.max);
    case "text":
      return null;
  }
}
