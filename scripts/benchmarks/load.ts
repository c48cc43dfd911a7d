import autocannon, { type Result } from "autocannon";

/** As many as the peers get. */
export const CONNECTIONS = 10;

export interface OneRequest {
  method: "GET" | "POST";
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

/**
 * Sends `amount` requests over ten connections, each made by `next`; how many a second. Throws when one of them was
 * answered with anything but 200 or 202: what failed is not to be counted.
 */
export async function sendLoad(url: string, amount: number, next: () => OneRequest): Promise<number> {
  let began = 0;
  let ended = 0;
  const result = await new Promise<Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections: Math.min(CONNECTIONS, amount),
        amount,
        requests: [{ setupRequest: (request) => ({ ...request, ...next() }) as never }],
      },
      (error: unknown, done) => (error ? reject(error as Error) : resolve(done)),
    );
    // Its own times are rounded to whole seconds.
    instance.on("start", () => (began = performance.now()));
    instance.on("response", () => (ended = performance.now()));
  });
  const right = (result.statusCodeStats?.["200"]?.count ?? 0) + (result.statusCodeStats?.["202"]?.count ?? 0);
  if (right !== amount)
    throw new Error(
      `${url}: ${right} of ${amount} requests were answered rightly: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`,
    );
  return amount / ((ended - began) / 1_000);
}

/** Runs `work` `amount` times, ten at a time; how many a second. */
export async function workByHands(
  amount: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let index = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (index < amount) await work(index++);
    }),
  );
  return amount / ((performance.now() - began) / 1_000);
}
