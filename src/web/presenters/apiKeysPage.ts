import { SCOPES, type ApiKey, type Scope } from "../../records/apiKey.js";
import type { User } from "../../records/user.js";
import { presentInstant } from "./dates.js";

/** What a program with the scope can do, for somebody who gives it away. */
const SCOPE_SENTENCES: Record<Scope, string> = {
  events: "Report events, and opt customers out or in. What a phone system or help desk needs.",
  invitations: "Get survey links to send by itself.",
  configuration: "Create and change touchpoints, surveys and triggers.",
  read: "Read everything: scores, responses, customers, invitations and the configuration.",
  outbox:
    "Read the outbox while no provider is configured. It also holds the links with which people choose their passwords.",
  erasure: "Erase customers for good, with everything that they said. Nothing brings them back.",
};

/** A first try with a new key, by what it may do; the most telling one first. */
const EXAMPLES: { scope: Scope; path: string; body?: (now: Date) => object }[] = [
  {
    scope: "events",
    path: "/v1/events",
    body: (now) => ({
      id: "call-1",
      type: "call.ended",
      occurredAt: now.toISOString(),
      customer: { email: "you@example.com" },
    }),
  },
  { scope: "read", path: "/v1/touchpoints/scores" },
  {
    scope: "invitations",
    path: "/v1/invitations",
    body: () => ({
      touchpoint: "support-call",
      survey: "support-nps",
      customer: { email: "you@example.com" },
      send: false,
    }),
  },
  { scope: "outbox", path: "/v1/outbox" },
  {
    scope: "configuration",
    path: "/v1/touchpoints/support-call",
    body: () => ({ name: "Support call", stage: "support" }),
  },
  { scope: "erasure", path: "/v1/customers/you@example.com" },
];

const METHODS: Partial<Record<Scope, string>> = { configuration: "PUT", erasure: "DELETE" };

/** The scopes as boxes to tick. */
export function scopeChoices(chosen: unknown) {
  const ticked = [chosen ?? []].flat();
  return SCOPES.map((scope) => ({
    scope,
    sentence: SCOPE_SENTENCES[scope],
    isChosen: ticked.includes(scope),
  }));
}

/** A line of the list. A creator who is unknown was the configuration. */
export function presentApiKey(key: ApiKey, about: { creators: User[]; zone: string }) {
  const { id, name, prefix, scopes, createdBy, createdAt, lastUsedAt, revokedAt } = key;
  return {
    id,
    name,
    prefix,
    scopes,
    createdBy: about.creators.find((one) => one.id === createdBy)?.name ?? "the configuration",
    createdAt: presentInstant(createdAt, about.zone),
    lastUsedAt: lastUsedAt ? presentInstant(lastUsedAt, about.zone) : null,
    revokedAt: revokedAt ? presentInstant(revokedAt, about.zone) : null,
  };
}

/** A line for the shell that works as it is. */
export function exampleCall(baseUrl: string, key: { scopes: Scope[]; secret: string }, now: Date): string {
  const { path, body, scope } = EXAMPLES.find((one) => key.scopes.includes(one.scope))!;
  const method = METHODS[scope] ? `-X ${METHODS[scope]} ` : "";
  const data = body ? ` -H 'Content-Type: application/json' -d '${JSON.stringify(body(now))}'` : "";
  return `curl ${method}${baseUrl}${path} -H 'Authorization: Bearer ${key.secret}'${data}`;
}
