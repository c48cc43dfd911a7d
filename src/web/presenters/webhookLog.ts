import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import { MESSAGE_STATES, type WebhookMessage, type WebhookTry } from "../../records/webhookMessage.js";
import { presentPaging } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";
import { fareInWords } from "./webhookPages.js";

const FAULTS: Record<string, string> = {
  timeout: "no answer in time",
  private_address: "the address lies in a network that may not be posted to",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection broke off",
  ENOTFOUND: "the name is not known",
  EAI_AGAIN: "the name could not be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is its own",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is its own",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate cannot be checked",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

const STATES = {
  waiting: { word: "Waiting", tone: "" },
  delivered: { word: "Delivered", tone: "good" },
  dead: { word: "Given up", tone: "bad" },
};

interface LogFacts {
  endpoint: WebhookEndpoint;
  dead: number;
  /** Null when a filter could not be read. */
  query: object | null;
  items: WebhookMessage[];
  next: string | null;
  now: Date;
  zone: string;
}

/** How a webhook fares, and what it was told. */
export function presentLog({ endpoint, dead, query, items, next, zone }: LogFacts, form: PresentedForm) {
  const { key, name, url, types, state } = endpoint;
  const { state: chosen } = form.values;
  return {
    title: name,
    key,
    url,
    types,
    isOn: state === "on",
    isHttp: url.startsWith("http:"),
    fare: fareInWords(endpoint, zone),
    dead: dead > 0 && { count: dead, isOne: dead === 1 },
    form,
    isRead: query !== null,
    isFiltered: Boolean(chosen),
    states: presentOptions(
      MESSAGE_STATES.map((value) => ({ value, label: STATES[value].word })),
      chosen,
    ),
    rows: items.map((message) => presentRow(message, zone)),
    paging: presentPaging(`/webhooks/${key}`, query ?? {}, next),
    zone: zoneName(zone),
  };
}

/** One message with its text and every try. */
export function presentMessagePage(
  { endpoint, message }: { endpoint: WebhookEndpoint; message: WebhookMessage },
  zone: string,
) {
  const { webhookId, type, body, state, dueAt, tries, endedAt } = message;
  const row = presentRow(message, zone);
  return {
    ...row,
    title: type,
    back: { href: `/webhooks/${endpoint.key}`, label: endpoint.name },
    webhookId,
    body: JSON.stringify(JSON.parse(body), null, 2),
    isWaiting: state === "waiting",
    isHeld: state === "waiting" && endpoint.state !== "on",
    isRunning: message.lease !== undefined,
    nextTryAt: dueAt && presentInstant(dueAt, zone),
    endedAt: endedAt && presentInstant(endedAt, zone),
    again: !message.lease && {
      action: `${row.href}/again`,
      label: state === "waiting" ? "Try now" : "Send again",
    },
    tries: tries.map((one) => presentTry(one, zone)).reverse(),
    zone: zoneName(zone),
  };
}

function presentRow({ endpoint, webhookId, type, state, tries, at }: WebhookMessage, zone: string) {
  const last = tries.at(-1);
  return {
    href: `/webhooks/${endpoint}/messages/${webhookId}`,
    type,
    at: presentInstant(at, zone),
    state: state === "waiting" && last ? { word: "Trying again", tone: "warn" } : STATES[state],
    tries: tries.length,
    last: last && outcomeInWords(last),
  };
}

function presentTry(made: WebhookTry, zone: string) {
  return {
    at: presentInstant(made.at, zone),
    outcome: outcomeInWords(made),
    isFine: made.status !== undefined && made.status >= 200 && made.status < 300,
    took: made.tookMs < 1_000 ? `${made.tookMs} ms` : `${(made.tookMs / 1_000).toFixed(1)} s`,
    answer: made.answer,
  };
}

function outcomeInWords({ status, fault = "" }: WebhookTry): string {
  if (status === undefined) return FAULTS[fault] ?? `it failed (${fault})`;
  return status >= 300 && status < 400
    ? `answered ${status}, redirects are not followed`
    : `answered ${status}`;
}
