import type { CaseRule } from "../../src/records/caseRule.js";
import type { Team, Week } from "../../src/records/team.js";

const DAY = { from: "08:00", until: "18:00" };
const WEEK: Week = [DAY, DAY, DAY, DAY, DAY, { from: "09:00", until: "13:00" }, null];

type Saved<T> = Omit<T, "createdAt" | "updatedAt">;

/** Who works the cases of the demo company, and when. */
export const CASE_TEAMS: Omit<Saved<Team>, "turn">[] = [
  { key: "north", name: "North", ...inZone("America/Chicago"), members: ["bob", "nadia"], agents: [] },
  { key: "south", name: "South", ...inZone("America/Chicago"), members: ["tom", "nadia"], agents: [] },
  { key: "west", name: "West", ...inZone("America/Los_Angeles"), members: ["bob", "tom"], agents: [] },
];

function inZone(zone: string) {
  return { calendar: { zone, week: WEEK, holidays: ["2026-11-26", "2026-12-25", "2027-01-01"] } };
}

/** What went wrong, as the company sorts it; a cause that begins with the name of another belongs to it. */
export const CAUSES: { key: string; name: string; parent: string | null }[] = [
  { key: "visit", name: "Visit", parent: null },
  { key: "visit-late", name: "Came late or not at all", parent: "visit" },
  { key: "visit-unfinished", name: "Left unfinished", parent: "visit" },
  { key: "visit-damage", name: "Something was damaged", parent: "visit" },
  { key: "phone", name: "Telephone", parent: null },
  { key: "phone-wait", name: "Waited too long", parent: "phone" },
  { key: "phone-no-callback", name: "Nobody called back", parent: "phone" },
  { key: "bill", name: "Bill", parent: null },
  { key: "bill-wrong", name: "Wrong amount", parent: "bill" },
  { key: "bill-unclear", name: "Not understood", parent: "bill" },
];

export const CASE_RULES: Saved<CaseRule>[] = [
  {
    key: "about-to-leave",
    name: "About to leave",
    order: 1,
    when: {
      categories: ["detractor", "dissatisfied", "hard"],
      words: ["cancel", "lawyer", "refund", "never again"],
      where: [],
    },
    priority: "urgent",
    team: null,
    contactMinutes: 120,
    resolveMinutes: 2 * 600,
    assignment: "least_busy",
    active: true,
  },
  {
    key: "detractors",
    name: "Detractors",
    order: 2,
    when: { categories: ["detractor", "dissatisfied", "hard"], where: [] },
    priority: "normal",
    team: null,
    contactMinutes: 600,
    resolveMinutes: 5 * 600,
    assignment: "queue",
    active: true,
  },
];

/** What an agent writes down after a call, by how it ended. */
export const CALL_NOTES = {
  reached: [
    "Apologised. We agree on what happens next.",
    "She was glad that somebody called at all.",
    "Wants it in writing. Sent.",
    "New appointment made, with a window of one hour.",
  ],
  no_answer: ["", "Rang six times."],
  left_message: ["Asked to call back, gave my number."],
};

export const NOTES = [
  "The crew had the wrong part with them, the order says so.",
  "Second time this month that the window was missed here.",
  "Billing will credit the visit fee.",
  "@Bob do you know whether the second unit was ordered?",
];

/** What an agent writes to a customer, and what comes back. */
export const LETTERS = [
  {
    ours: "I am sorry that the visit went like this. I have spoken with the crew, and we would like to come back on Thursday between 9 and 10. Does that suit you?",
    theirs: "Thursday at 9 is fine. Thank you for writing.",
  },
  {
    ours: "Thank you for being so open. The amount on your last bill was wrong: we have sent a new one, and you owe us nothing more.",
    theirs: "I have got it. That was quick, thanks.",
  },
  {
    ours: "I tried to reach you by phone. Nobody should have to call us twice: would you tell me in a few words what is still open?",
    theirs: "The second unit still makes that noise in the morning. Otherwise it is all right.",
  },
];
