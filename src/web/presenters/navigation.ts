import type { User } from "../../records/user.js";
import { may, type Permission } from "../permissions.js";
import { presentCount } from "./numbers.js";
import { SETTING_ADDRESSES, settings } from "./settings.js";

/** The main menu, in the order of how often it is needed. What is set up now and then stands under the last. */
const PAGES: { label: string; href: string; permission: Permission }[] = [
  { label: "Overview", href: "/", permission: "overview.read" },
  { label: "Cases", href: "/cases", permission: "cases.work" },
  { label: "Responses", href: "/responses", permission: "responses.read" },
  { label: "Customers", href: "/customers", permission: "customers.list" },
  { label: "Invitations", href: "/invitations", permission: "invitations.read" },
  { label: "Coverage", href: "/coverage", permission: "invitations.read" },
  { label: "Settings", href: "/settings", permission: "configuration.read" },
];

const ANSWER_TABS = [
  { label: "Responses", href: "/responses" },
  { label: "Saved views", href: "/views" },
];

/** What the menu depends on, as every page has it. */
export interface PageFacts {
  user: User | null;
  path: string;
  usesOutbox: boolean;
  waitingCases?: number;
}

/** The pages that this person may open; none for a visitor. */
export function navigation({ user, path, waitingCases }: PageFacts) {
  if (!user) return [];
  return PAGES.filter(({ permission }) => may(user.role, permission)).map(({ label, href }) => ({
    label,
    href,
    isCurrent: isScores(path)
      ? href === "/"
      : [
          href,
          ...(href === "/settings" ? SETTING_ADDRESSES : []),
          ...(href === "/responses" ? ["/views"] : []),
        ].some((one) => isWithin(one, path)),
    count: href === "/cases" && waitingCases ? presentCount(waitingCases) : null,
  }));
}

/** The tabs of a page of the settings: its group; none on the pages below them, which lead back. */
export function sections(facts: PageFacts) {
  const group = settings(facts).find(({ pages }) => pages.some(({ href }) => href === facts.path));
  const pages = group?.pages ?? answerTabs(facts);
  return pages.map(({ label, href }) => ({ label, href, isCurrent: href === facts.path }));
}

/** What people said, and the views of it. */
function answerTabs({ user, path }: PageFacts) {
  const isShown = user && may(user.role, "responses.read") && ANSWER_TABS.some(({ href }) => href === path);
  return isShown ? ANSWER_TABS : [];
}

/** A touchpoint's figures belong to the overview, its configuration to the settings. */
function isScores(path: string): boolean {
  return /^\/touchpoints\/[^/]+\/scores$/.test(path);
}

function isWithin(href: string, path: string): boolean {
  return path === href || (href !== "/" && path.startsWith(`${href}/`));
}
