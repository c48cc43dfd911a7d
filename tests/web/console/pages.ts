import { categoryOf } from "../../../src/domain/metrics/rules.js";
import type { SurveyResponse } from "../../../src/records/response.js";

const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#x3D;": "=",
  "&nbsp;": " ",
};

/** What a screen reader would find on a page, in order, with single spaces. */
export function textOf(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<(\w+)[^>]*aria-hidden="true"[^>]*>.*?<\/\1>/gs, " ")
    .replace(/<\/?(a|b|i|span|time|wbr)\b[^>]*>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[\s\u00a0]+/g, " ");
}

/** The first address on a page that begins so; throws when there is none. */
export function linkOf(html: string, beginning: string): string {
  const found = [...html.matchAll(/(?:href|action|src)="([^"]+)"/g)]
    .map(([, address]) => textOf(address!))
    .find((address) => address.startsWith(beginning));
  if (!found) throw new Error(`The page has no link to ${beginning}`);
  return found;
}

/** An NPS answer as it is stored, with what differs: for days gone by and for long lists. */
export function aResponse({
  id,
  day,
  score,
  ...rest
}: Pick<SurveyResponse, "id" | "day" | "score"> & Partial<SurveyResponse>): SurveyResponse {
  const category = categoryOf("nps", score);
  const at = new Date(`${day}T12:00:00Z`);
  return {
    id,
    invitation: `invitation of ${id}`,
    customer: "ana",
    touchpoint: "support-call",
    survey: "support-nps",
    surveyVersion: 1,
    metric: "nps",
    score,
    category,
    comment: "",
    language: "en",
    channel: "email",
    properties: {},
    segment: {},
    day,
    respondedAt: at,
    changedAt: at,
    ...rest,
  };
}
