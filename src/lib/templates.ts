import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import juice from "juice";

export const VIEWS_FOLDER = fileURLToPath(new URL("../../views/", import.meta.url));

type Template = ReturnType<typeof Handlebars.compile>;

const compiled = new Map<string, Template>();

/**
 * Renders `views/<name>.hbs`, compiled once. Names ending in `.html` are escaped and have their styles inlined,
 * as mail programs need it; all others are plain text.
 */
export function renderTemplate(name: string, data: object): string {
  let template = compiled.get(name);
  if (!template) {
    const source = readFileSync(`${VIEWS_FOLDER}${name}.hbs`, "utf8");
    const isHtml = name.endsWith(".html");
    // Styles are inlined into the template, once, not into every mail: juice takes milliseconds.
    template = Handlebars.compile(isHtml ? juice(source) : source, { noEscape: !isHtml });
    compiled.set(name, template);
  }
  return template(data);
}
