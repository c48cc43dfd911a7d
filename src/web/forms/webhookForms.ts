import { z } from "zod";
import type { EndpointInput } from "../../domain/webhooks/saveEndpoint.js";
import { proposeKey } from "../../lib/proposeKey.js";
import { MESSAGE_STATES } from "../../records/webhookMessage.js";
import { WEBHOOK_TYPES, type WebhookType } from "../../records/webhookEndpoint.js";
import { key, line } from "./fields.js";
import { faultsOfNewKey, readFields, readTyped, type TypedFields } from "./pageFields.js";
import { optional, paging } from "./queryForms.js";

const MAX_URL = 1_000;

const url = line(MAX_URL).superRefine((text, { addIssue }) => {
  const message = faultOfUrl(text);
  if (message) addIssue({ code: "custom", message });
});

const types = z
  .array(z.enum(WEBHOOK_TYPES, `must be one of ${WEBHOOK_TYPES.join(", ")}`), "must be a list")
  .min(1, "choose at least one")
  .transform((chosen) => WEBHOOK_TYPES.filter((one) => chosen.includes(one)));

/** Everything of a webhook but its key. */
export const webhookForm: z.ZodType<Omit<EndpointInput, "key">> = z
  .strictObject({
    name: line(100),
    url,
    types,
    active: z.boolean("must be true or false").optional(),
  })
  .transform(({ active, ...rest }) => ({ ...rest, ...(active !== undefined && { isActive: active }) }));

export const webhookParams = z.object({ key });

export const messageParams = z.object({
  key,
  id: z.string().regex(/^msg_[0-9a-f]{32}$/, "must be the id of a message"),
});

export const messageQuery = z.strictObject({
  state: optional(z.enum(MESSAGE_STATES, `must be one of ${MESSAGE_STATES.join(", ")}`)),
  ...paging,
});

/** What a page's form holds: its texts, and the ticked types. */
export interface TypedWebhook {
  fields: TypedFields;
  types: string[];
}

const ticked = z.object({ types: z.preprocess((value) => [value ?? []].flat(), z.array(z.string())) });

/** Every field as it was typed, to be shown again. */
export function readTypedWebhook(body: unknown): TypedWebhook {
  const { types: _types, ...fields } = readFields(body);
  return { fields, types: ticked.parse(body ?? {}).types };
}

/** A new webhook as typed; without a key the name proposes one. */
export function readNewWebhook(typed: TypedWebhook): EndpointInput {
  const { key: typedKey, name = "" } = typed.fields;
  const key = typedKey || proposeKey(name);
  const faults = name || typedKey ? faultsOfNewKey(key) : []; // without a name that is the only fault to tell
  return { key, ...readTyped(webhookForm, toInput(typed), faults, toPage) };
}

/** What can change of a webhook. */
export function readWebhook(typed: TypedWebhook): Omit<EndpointInput, "key"> {
  return readTyped(webhookForm, toInput(typed), [], toPage);
}

function toInput({ fields: { name = "", url = "" }, types }: TypedWebhook) {
  return { name, url, types: types as WebhookType[] };
}

/** A fault of one type is told above all the boxes. */
function toPage(path: string): string {
  return path.startsWith("types") ? "types" : path;
}

function faultOfUrl(text: string): string | null {
  if (text === "") return null; // told already
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed || !["https:", "http:"].includes(parsed.protocol) || /\s/.test(text))
    return "must be an address that begins with https:// or http://";
  if (parsed.username || parsed.password) return "must not hold a password: the signature proves who sends";
  return parsed.hash ? "must not have a part behind a #" : null;
}
