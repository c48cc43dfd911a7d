import type { Context } from "../../domain/context.js";
import { WEBHOOK_TYPES, type WebhookEndpoint, type WebhookType } from "../../records/webhookEndpoint.js";
import { asCode } from "./asCode.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { faultsInWords } from "./touchpointPages.js";

const TYPE_SENTENCES: Record<WebhookType, string> = {
  "response.created": "A customer answered.",
  "response.updated": "A customer changed the answer, or answered a further question.",
  "case.opened": "Somebody has to follow up.",
  "case.assigned": "A case has an owner, or another one.",
  "case.escalated": "A case went to a manager.",
  "case.resolved": "A case is closed, with cause and outcome.",
  "case.reopened": "A case that was closed is open again.",
  "customer.opted_out": "A customer does not want to be asked by email or SMS any more.",
  "customer.erased": "A customer was erased. Erase them in your program too.",
  "invitation.skipped": "A customer was not asked, with the reason.",
  "alert.raised":
    "An alert has something to tell: a response that matches, or a score or rate that clearly fell.",
};

/** How an endpoint fares, in one word and one sentence. */
export function fareInWords(
  { state, stateAt, failingSince }: WebhookEndpoint,
  zone: string,
): { word: string; tone: string; sentence: string; since: ReturnType<typeof presentInstant> | null } {
  const fare = (word: string, tone: string, sentence: string, at: Date | null) => ({
    word,
    tone,
    sentence,
    since: at && presentInstant(at, zone),
  });
  if (state === "gone")
    return fare(
      "gone",
      "bad",
      "It answered 410, which means that it wants no more. Nothing is sent since",
      stateAt,
    );
  if (state === "off") return fare("switched off", "", "It is told nothing since", stateAt);
  if (failingSince) return fare("failing", "bad", "No try got through since", failingSince);
  return fare("on", "good", "It is told what happens.", null);
}

/** A line of the list. */
export function presentWebhookRow(endpoint: WebhookEndpoint, dead: number, zone: string) {
  const { key, name, url, types } = endpoint;
  return {
    key,
    name,
    host: new URL(url).host,
    types: types.length === WEBHOOK_TYPES.length ? "everything" : types.join(", "),
    fare: fareInWords(endpoint, zone),
    dead,
  };
}

/** The form of a webhook; `stored` is null while it is new. */
export function presentWebhookForm(context: Context, form: PresentedForm, stored: WebhookEndpoint | null) {
  const ticked = [form.values["types"] ?? []].flat();
  return {
    title: stored ? `Change ${stored.name}` : "New webhook",
    action: stored ? `/webhooks/${stored.key}/settings` : "/webhooks",
    back: stored
      ? { href: `/webhooks/${stored.key}`, label: stored.name }
      : { href: "/webhooks", label: "Webhooks" },
    isNew: !stored,
    key: stored?.key,
    form,
    faults: faultsInWords(form),
    mayBePrivate: context.webhooksMayBePrivate,
    types: WEBHOOK_TYPES.map((type) => ({
      type,
      sentence: TYPE_SENTENCES[type],
      isChosen: ticked.includes(type),
    })),
    code: stored && webhookAsCode(stored),
  };
}

function webhookAsCode({ key, name, url, types, state }: WebhookEndpoint): string {
  return asCode("webhooks", key, { name, url, types, active: state === "on" });
}

/** The secret, and how long the one before it is good. */
export function presentSecret(endpoint: WebhookEndpoint, { now, zone }: { now: Date; zone: string }) {
  const { key, name, secret, previousUntil } = endpoint;
  return {
    title: `Secret of ${name}`,
    key,
    name,
    secret,
    previousUntil: previousUntil && previousUntil > now ? presentInstant(previousUntil, zone) : null,
    zone: zoneName(zone),
  };
}
