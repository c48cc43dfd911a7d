import { PASSWORD } from "./fillCases.js";

/** Signs somebody in who was filled in; the cookie of the session. */
export async function signIn(baseUrl: string, email: string): Promise<string> {
  const page = await fetch(`${baseUrl}/sign-in`);
  const cookie = page.headers.getSetCookie()[0]!.split(";")[0]!;
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())![1]!;
  const answer = await fetch(`${baseUrl}/sign-in`, {
    method: "POST",
    headers: { cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ _csrf: token, email, password: PASSWORD }),
    redirect: "manual",
  });
  if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`);
  return answer.headers.getSetCookie()[0]!.split(";")[0]!;
}
