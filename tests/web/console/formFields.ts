const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#x60;": "`",
  "&#x3D;": "=",
};

/** The fields that a browser would send back when nothing was typed into the form with this action. */
export function formFields(html: string, action: string): Record<string, string> {
  const start = html.indexOf(`action="${action}"`);
  if (start < 0) throw new Error(`There is no form for ${action}`);
  const form = html.slice(start, html.indexOf("</form>", start));
  const fields: Record<string, string> = {};
  for (const [, tag] of form.matchAll(/<input ([^>]*)>/g)) {
    const isChoice = /type="(radio|checkbox)"/.test(tag!);
    if (isChoice && !/ checked/.test(tag!)) continue;
    const name = attribute(tag!, "name");
    if (name) fields[name] = attribute(tag!, "value") ?? "on";
  }
  for (const [, tag, text] of form.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g))
    fields[attribute(tag!, "name")!] = unescape(text!);
  for (const [, tag, options] of form.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
    const chosen =
      options!.match(/<option value="([^"]*)" selected>/) ?? options!.match(/<option value="([^"]*)"/);
    fields[attribute(tag!, "name")!] = unescape(chosen?.[1] ?? "");
  }
  return fields;
}

/** The message beside a field, or null. */
export function errorBeside(html: string, name: string): string | null {
  const message = html.match(new RegExp(`id="${name}-error">([^<]*)<`))?.[1];
  return message === undefined ? null : unescape(message);
}

function attribute(tag: string, name: string): string | undefined {
  const value = tag.match(new RegExp(`(?:^| )${name}="([^"]*)"`))?.[1];
  return value === undefined ? undefined : unescape(value);
}

function unescape(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (entity) => ENTITIES[entity]!);
}
