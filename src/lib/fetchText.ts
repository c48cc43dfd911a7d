const TIMEOUT_MS = 5_000;
const MAX_CHARACTERS = 100_000;

/** The text at an address; no redirect is followed. Throws when there is none within five seconds. */
export async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
  const text = await answer.text();
  if (text.length > MAX_CHARACTERS) throw new Error("The answer is too long");
  return text;
}
