import { hiddenFields } from "./build.js";
import type { World } from "./world.js";

/** Three questions of which one depends on the score and one on an answer. */
export const QUESTIONS = [
  {
    key: "reason",
    kind: "choice",
    text: { en: "What was the trouble?", es: "¿Qué pasó?" },
    options: [
      { key: "late", text: { en: "They came late", es: "Llegaron tarde" } },
      { key: "price", text: { en: "The price" } },
    ],
    isShownIf: { categories: ["detractor", "passive"] },
  },
  {
    key: "wait",
    kind: "scale",
    text: { en: "How long was the wait?" },
    min: 1,
    max: 5,
    lowest: { en: "Short" },
    highest: { en: "Long" },
    isShownIf: { answer: { question: "reason", options: ["late"] } },
  },
  {
    key: "liked",
    kind: "choices",
    text: { en: "What did you like?" },
    options: [
      { key: "crew", text: { en: "The crew" } },
      { key: "result", text: { en: "The result" } },
      { key: "app", text: { en: "The app" } },
    ],
  },
  { key: "more", kind: "text", text: { en: "Anything else?" } },
];

/** As many questions with texts as long as they may be. */
export function longQuestions(): object[] {
  return Array.from({ length: 10 }, (_, index) => ({
    key: `question-${index}`,
    kind: "choices",
    text: { en: `${index} `.padEnd(300, "Q") },
    options: Array.from({ length: 20 }, (_unused, option) => ({
      key: `option-${option}`,
      text: { en: `${option} `.padEnd(100, "o") },
    })),
  }));
}

/** Somebody who answers: a browser without JavaScript that follows redirects and remembers where it is. */
export function openLink(world: World, link: string) {
  let page = "";
  let address = link;
  const get = async (path: string): Promise<void> => {
    const { text, status, headers } = await world.http.get(path);
    page = text;
    address = path;
    if (status === 303) await get(headers["location"]!);
  };
  return {
    text: () => page,
    heading: () => page.match(/<h1[^>]*>([^<]*)</)?.[1],
    progress: () => page.match(/class="progress"><span>([^<]*)</)?.[1],
    address: () => address,
    get,
    /** Presses a button that carries these fields, or submits a form without any. */
    async press(fields: Record<string, string | string[]>) {
      if (!page) await get(link);
      const action = page.match(/<form method="post" action="([^"]+)"/)?.[1] ?? link;
      const answered = await world.http
        .post(action)
        .type("form")
        .send({ ...hiddenFields(page), ...fields });
      page = answered.text;
      if (answered.status === 303) await get(answered.headers["location"]!);
      return answered.status;
    },
    /** Follows the link with this text. */
    async follow(text: string) {
      const href = page.match(new RegExp(`<a[^>]*href="([^"]+)"[^>]*>${text}<`))?.[1];
      if (!href) throw new Error(`There is no link "${text}"`);
      await get(href.replaceAll("&#x3D;", "="));
    },
  };
}
