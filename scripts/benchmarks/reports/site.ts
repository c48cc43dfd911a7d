import { scoresOf } from "../../../src/domain/metrics/rules.js";
import { signToken } from "../../../src/lib/signedToken.js";
import { addDays, dayOf } from "../../../src/lib/timeZone.js";
import { MANAGER } from "../fillCases.js";
import { openInvitations } from "../fillReports.js";
import { SECRET, type Installation } from "../installation.js";
import { signIn } from "../signIn.js";
import { FALLING } from "./company.js";

/** Invitations that stay open, for whoever only looks at the page. */
const UNANSWERED = 20;

/** The pages of an installation, seen by its manager, and the customers who answer. */
export interface Site {
  installation: Installation;
  responses: number;
  /** Of the manager, and of a program. */
  headers: Record<string, string>;
  /** Posts one answer as a person does, to an invitation of its own. */
  answer(): Promise<void>;
  /** Invitations that nobody answers. */
  tokens: string[];
}

export async function siteOf(
  installation: Installation,
  { responses, answers }: { responses: number; answers: number },
): Promise<Site> {
  const { baseUrl, database, apiHeaders } = installation;
  const cookie = await signIn(baseUrl, MANAGER);
  const opened = await openInvitations(database, { responses, count: answers + UNANSWERED });
  const left = opened.slice(UNANSWERED);
  return {
    installation,
    responses,
    headers: { cookie, Authorization: apiHeaders["Authorization"]! },
    tokens: opened.slice(0, UNANSWERED).map(({ token }) => token),
    async answer() {
      const invitation = left.pop();
      if (!invitation) throw new Error("No invitation is left to answer");
      const { token, metric } = invitation;
      const scores = scoresOf(metric).slice(-5);
      const view = signToken(SECRET, "survey view", `${token} ${Date.now()}`);
      const reply = await fetch(`${baseUrl}/s/${token}`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ view, score: String(scores[left.length % scores.length]), comment: "" }),
      });
      await reply.text();
      if (reply.status !== 200) throw new Error(`An answer was not taken: ${reply.status}`);
    },
  };
}

export interface Page {
  what: string;
  path: string;
  /** p95 in milliseconds; absent where none was promised. */
  wanted?: number;
}

/** What is measured; a page that the product does not have says so in the table. */
export function pagesOf(now: Date): { overview: Page[]; touchpoint: Page[]; others: Page[] } {
  const today = dayOf(now, "UTC");
  const periods = [
    ["7 days", "period=7d"],
    ["28 days", "period=28d"],
    ["90 days", "period=90d"],
    ["12 months", "period=12m"],
    ["200 days of its own", `from=${addDays(today, -299)}&to=${addDays(today, -100)}`],
  ];
  const over = (what: string, path: string): Page[] =>
    periods.map(([period, query]) => ({ what: `${what}, ${period}`, path: `${path}?${query}`, wanted: 50 }));
  return {
    overview: over("Overview", "/"),
    touchpoint: over("Touchpoint", `/touchpoints/${FALLING}/scores`),
    others: [
      { what: "Responses, all", path: "/responses", wanted: 50 },
      { what: "Responses of a touchpoint", path: `/responses?touchpoint=${FALLING}` },
      {
        what: "Responses, detractors of a touchpoint",
        path: `/responses?touchpoint=${FALLING}&category=detractor`,
      },
      { what: "Responses, a rare category", path: "/responses?category=hard" },
      { what: "Responses of an agent", path: "/responses?agent=agent-7" },
      { what: "Responses by text", path: "/responses?text=spare+part" },
      { what: "Responses by text, nothing found", path: "/responses?text=zeppelin" },
      { what: "Responses with a tag", path: "/responses?tag=price" },
      {
        what: "Responses, north and gold",
        path: "/responses?property=event.region%3Dnorth&property=event.plan%3Dgold",
      },
      { what: "Responses of one order", path: "/responses?property=event.order%3DN-1" },
      { what: "Scores by API, 28 days", path: "/v1/touchpoints/scores", wanted: 50 },
      {
        what: "Scores by API, 12 months",
        path: `/v1/touchpoints/scores?from=${addDays(today, -364)}&to=${today}`,
        wanted: 50,
      },
      { what: "Responses by API", path: "/v1/responses" },
    ],
  };
}
