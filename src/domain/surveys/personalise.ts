import { fillIn, hasPlaceholders, placeholdersIn } from "../../lib/placeholders.js";
import type { Customer, Properties } from "../../records/customer.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyContent, SurveyVersion } from "../../records/survey.js";

/** What a text may name; the two that end with a dot are followed by a name of the company's own. */
export const PLACEHOLDER_NAMES = [
  "customer.name",
  "customer.attributes.",
  "event.properties.",
  "agent.name",
  "team",
  "brand.name",
];

/** Of whom the texts speak. */
export interface Subject {
  invitation?: Pick<Invitation, "agent" | "team" | "properties" | "segment">;
  customer?: Pick<Customer, "name"> | null;
  brand: { name: string };
}

const plain = new WeakSet<SurveyContent>();

/** What is wrong with a text's placeholders, in words for whoever writes it; null when nothing is. */
export function faultInPlaceholders(text: string): string | null {
  if (!hasPlaceholders(text)) return null;
  const found = placeholdersIn(text);
  if (!found) return "has braces that do not fit together; write {{customer.name|there}}";
  for (const { name, fallback } of found) {
    if (!isKnown(name))
      return `knows no {{${name}}}; it may be ${PLACEHOLDER_NAMES.map(asExample).join(", ")}`;
    if (fallback === null && name !== "brand.name")
      return `needs words for customers without it: {{${name}|...}}, which may be empty after the |`;
  }
  return null;
}

/** Whether the survey's page has to know the customer: their name is not frozen with the invitation. */
export function namesCustomer(version: SurveyVersion): boolean {
  return !isPlain(version) && /\{\{\s*customer\.name/.test(JSON.stringify(version));
}

/** The survey with all its texts as this customer reads them. The same object when there is nothing to fill in. */
export function personalise<T extends SurveyContent>(version: T, subject: Subject): T {
  if (isPlain(version)) return version;
  return fillAll(version, (name) => valueOf(name, subject)) as T;
}

/** A text that is no part of the survey, as this customer reads it. */
export function personaliseText(text: string, subject: Subject): string {
  return fillIn(text, (name) => valueOf(name, subject));
}

/** A version never changes: one look is enough for all its mails. */
function isPlain(version: SurveyContent): boolean {
  if (plain.has(version)) return true;
  if (hasPlaceholders(JSON.stringify(version))) return false;
  plain.add(version);
  return true;
}

function fillAll(value: unknown, lookUp: (name: string) => unknown): unknown {
  if (typeof value === "string") return fillIn(value, lookUp);
  if (Array.isArray(value)) return value.map((one) => fillAll(one, lookUp));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillAll(one, lookUp)]));
}

function valueOf(name: string, { invitation, customer, brand }: Subject): unknown {
  const [root, part, ...rest] = name.split(".");
  if (name === "brand.name") return brand.name;
  if (name === "customer.name") return customer?.name;
  if (name === "agent.name") return invitation?.agent?.name;
  if (root === "team") return invitation?.team;
  const properties = part === "attributes" ? invitation?.segment : invitation?.properties;
  return inside(properties, rest);
}

function inside(properties: Properties | undefined, path: string[]): unknown {
  let value: unknown = properties;
  for (const name of path) {
    const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    value = isThere ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

function isKnown(name: string): boolean {
  return PLACEHOLDER_NAMES.some((known) => {
    if (!known.endsWith(".")) return name === known;
    return name.startsWith(known) && name.slice(known.length).split(".").every(Boolean);
  });
}

function asExample(name: string): string {
  return `{{${name.endsWith(".") ? `${name}...` : name}}}`;
}
