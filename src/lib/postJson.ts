import { lookup as resolve, type LookupAddress } from "node:dns";
import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { addressKind } from "./addressKind.js";

const TIMEOUT_MS = 10_000;
const KEPT_CHARACTERS = 500;
/** A character has four bytes at most. */
const READ_BYTES = KEPT_CHARACTERS * 4;

export interface PostOptions {
  headers?: Record<string, string>;
  /** For everything together: the name, the connection, the answer. */
  timeoutMs?: number;
  /** Whether the address may lie in this machine's own network. */
  mayBePrivate: boolean;
}

/** What became of it: a status, or the fault that kept one from coming. */
export interface PostOutcome {
  status?: number;
  /** "timeout", "private_address", or Node's code, for example "ECONNREFUSED". */
  fault?: string;
  /** The first 500 characters of the answer. */
  answer: string;
  tookMs: number;
}

class Refused extends Error {
  readonly code = "private_address";
}

/**
 * Posts a JSON text to an address that somebody typed. Never throws, follows no redirect, and reads no more of the
 * answer than it keeps. Where the name leads is judged when it connects: what it led to before says nothing.
 */
export async function postJson(url: string, body: string, options: PostOptions): Promise<PostOutcome> {
  const began = performance.now();
  const tookMs = () => Math.round(performance.now() - began);
  try {
    const { status, answer } = await post(new URL(url), body, options);
    return { status, answer, tookMs: tookMs() };
  } catch (error) {
    return { fault: faultOf(error), answer: "", tookMs: tookMs() };
  }
}

/** Whether a literal address, or a name that means this machine, is one that may not be posted to. */
export function isRefusedHost(url: string, mayBePrivate: boolean): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host)) return isRefused(host, mayBePrivate);
  return !mayBePrivate && /^localhost$|\.localhost$/.test(host);
}

function isRefused(address: string, mayBePrivate: boolean): boolean {
  const kind = addressKind(address);
  return kind === "never" || (kind === "private" && !mayBePrivate);
}

async function post(
  url: URL,
  body: string,
  { headers, timeoutMs = TIMEOUT_MS, mayBePrivate }: PostOptions,
): Promise<{ status: number; answer: string }> {
  if (isRefusedHost(url.href, mayBePrivate)) throw new Refused();
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const options: RequestOptions = {
    method: "POST",
    agent: false, // a connection that is kept was judged for another try
    lookup: judgedLookup(mayBePrivate),
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      readBeginning(response).then(
        (answer) => resolve({ status: response.statusCode!, answer }),
        (error: Error) => reject(error),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Refuses a name when any of its addresses is refused: which one would be taken is a matter of luck. */
function judgedLookup(mayBePrivate: boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, "");
      if (addresses.some(({ address }) => isRefused(address, mayBePrivate))) return done(new Refused(), "");
      if (options.all) return done(null, addresses);
      done(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

async function readBeginning(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= READ_BYTES) break; // leaving the loop closes the connection
  }
  const text = Buffer.concat(parts).toString("utf8");
  return [...text.replace(/\u0000/g, "")].slice(0, KEPT_CHARACTERS).join("").toWellFormed();
}

function faultOf(error: unknown): string {
  const { name, code, cause } = error as Error & { code?: unknown };
  if (
    name === "AbortError" ||
    name === "TimeoutError" ||
    (cause as Error | undefined)?.name === "TimeoutError"
  )
    return "timeout";
  return typeof code === "string" ? code : "failed";
}
