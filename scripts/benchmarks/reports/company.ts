import { hashPassword } from "../../../src/domain/users/passwords.js";
import type { Metric } from "../../../src/records/metric.js";
import type { Stage } from "../../../src/records/touchpoint.js";
import { MANAGER, PASSWORD } from "../fillCases.js";

const DAY_MS = 24 * 60 * 60_000;

export const TEAMS = 10;
export const AGENTS = 200;

/** The agent whose customers are asked half as often as those of the others. */
export const ODD_AGENT = 7;

/** The touchpoint whose score clearly falls in the last four weeks. */
export const FALLING = "installation";

export interface Place {
  key: string;
  name: string;
  stage: Stage;
  metric: Metric;
  /** How well it goes: the mean of the scores as a share of the scale. */
  quality: number;
  /** How many of the events are its own, against the others. */
  share: number;
  /** Nobody of the company takes part. */
  isAlone?: boolean;
  /** A second version of its survey was published in the meantime. */
  hasNewVersion?: boolean;
}

const place = (
  [key, name, stage]: [string, string, Stage],
  metric: Metric,
  [quality, share]: [number, number],
  more: Partial<Place> = {},
): Place => ({ key, name, stage, metric, quality, share, ...more });

export const PLACES: Place[] = [
  place(["website", "Visit to the website", "awareness"], "csat", [0.72, 4], { isAlone: true }),
  place(["fair-stand", "Stand at a fair", "awareness"], "nps", [0.78, 1]),
  place(["advice-call", "Advice by phone", "consideration"], "ces", [0.75, 5], { hasNewVersion: true }),
  place(["home-visit", "Visit at home", "consideration"], "csat", [0.85, 3]),
  place(["offer", "Offer received", "consideration"], "csat", [0.66, 4]),
  place(["contract", "Contract signed", "purchase"], "nps", [0.82, 3]),
  place(["shop", "Purchase in the shop", "purchase"], "csat", [0.8, 6]),
  place(["online-order", "Order on the web", "purchase"], "ces", [0.83, 8], { isAlone: true }),
  place(["delivery", "Delivery", "onboarding"], "csat", [0.74, 7]),
  place([FALLING, "Installation", "onboarding"], "nps", [0.86, 6], { hasNewVersion: true }),
  place(["handover", "Handover and training", "onboarding"], "csat", [0.88, 3]),
  place(["first-invoice", "First invoice", "onboarding"], "ces", [0.64, 5], { isAlone: true }),
  place(["app", "Use of the app", "use"], "csat", [0.7, 9]),
  place(["maintenance", "Yearly maintenance", "use"], "nps", [0.81, 6]),
  place(["season-check", "Check before winter", "use"], "csat", [0.84, 2]),
  place(["support-call", "Support by phone", "support"], "nps", [0.71, 14], { hasNewVersion: true }),
  place(["support-chat", "Support by chat", "support"], "ces", [0.73, 9]),
  place(["repair", "Repair", "support"], "nps", [0.76, 8]),
  place(["complaint", "Complaint", "support"], "ces", [0.55, 3]),
  place(["renewal", "Renewal of the contract", "renewal"], "nps", [0.79, 4]),
];

/** When the second version of a survey came out. */
export function newVersionAt(until: Date): Date {
  return new Date(until.getTime() - 200 * DAY_MS);
}

/** What is configured, by collection. */
export async function configuration(began: Date, until: Date): Promise<Record<string, { _id: string }[]>> {
  const stamps = { createdAt: began, updatedAt: began };
  const passwordHash = await hashPassword(PASSWORD);
  const person = (id: string, name: string, role: string) => ({
    _id: id,
    email: `${id}@example.com`,
    name,
    role,
    passwordHash,
    sessionsValidFrom: began,
    isActive: true,
    createdAt: began,
  });
  const agents = Array.from({ length: AGENTS }, (_, index) => index);
  const workday = { from: "09:00", until: "17:00" };
  return {
    users: [
      person(MANAGER.split("@")[0]!, "The manager", "manager"),
      ...agents.map((index) => person(`agent-${index}`, agentName(index), "agent")),
    ],
    teams: Array.from({ length: TEAMS }, (_, team) => ({
      _id: `team-${team}`,
      name: `Team ${team}`,
      calendar: {
        zone: "UTC",
        week: [workday, workday, workday, workday, workday, null, null],
        holidays: [],
      },
      members: agents.filter((index) => index % TEAMS === team).map((index) => `agent-${index}`),
      agents: [],
      turn: 0,
      ...stamps,
    })),
    touchpoints: PLACES.map(({ key, name, stage }) => ({ _id: key, name, stage, ...stamps })),
    surveys: PLACES.map(({ key, name, metric, hasNewVersion }) => ({
      _id: key,
      name,
      metric,
      state: "live",
      version: hasNewVersion ? 2 : 1,
      ...stamps,
    })),
    surveyVersions: PLACES.flatMap((one) =>
      (one.hasNewVersion ? [1, 2] : [1]).map((version) => ({
        _id: `${one.key}:${version}`,
        survey: one.key,
        version,
        name: one.name,
        metric: one.metric,
        question: { en: `${one.name}: how did it go${version === 2 ? " this time" : ""}?` },
        followUp: {},
        thanks: {},
        contentHash: `${one.key}-${version}`,
        publishedAt: version === 2 ? newVersionAt(until) : began,
      })),
    ),
    triggers: PLACES.map(({ key }) => ({
      _id: `after-${key}`,
      event: { type: `${key}.ended`, where: [] },
      touchpoint: key,
      survey: key,
      delay: "PT1H",
      channels: ["email", "sms"],
      sample: 1,
      quietPeriod: "P30D",
      unless: [],
      expiresAfter: "P14D",
      active: true,
      ...stamps,
    })),
  };
}

export function agentName(index: number): string {
  return `Agent ${String(index).padStart(3, "0")}`;
}
