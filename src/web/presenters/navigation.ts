import type { User } from "../../records/user.js";
import { may, type Permission } from "../permissions.js";

/** The main menu, in the order of how often it is needed. */
const PAGES: { label: string; href: string; permission: Permission }[] = [
  { label: "Overview", href: "/", permission: "overview.read" },
  { label: "Cases", href: "/cases", permission: "cases.work" },
  { label: "Responses", href: "/responses", permission: "responses.read" },
  { label: "Customers", href: "/customers", permission: "customers.list" },
  { label: "Invitations", href: "/invitations", permission: "invitations.read" },
  { label: "Touchpoints", href: "/touchpoints", permission: "configuration.read" },
  { label: "Surveys", href: "/surveys", permission: "configuration.read" },
  { label: "Triggers", href: "/triggers", permission: "configuration.read" },
  { label: "Follow-up rules", href: "/case-rules", permission: "configuration.read" },
  { label: "Try it", href: "/try", permission: "outbox.read" },
  { label: "Outbox", href: "/outbox", permission: "outbox.read" },
  { label: "Users", href: "/users", permission: "users.manage" },
  { label: "API keys", href: "/api-keys", permission: "apiKeys.manage" },
];

/** Pages without an entry of their own: they stand beside one that has, in the order of their tabs. */
const SECTIONS: Record<string, { label: string; href: string }[]> = {
  "/touchpoints": [
    { label: "Touchpoints", href: "/touchpoints" },
    { label: "Links and kiosks", href: "/collectors" },
    { label: "Brands", href: "/brands" },
  ],
  "/triggers": [
    { label: "Triggers", href: "/triggers" },
    { label: "Contact policy", href: "/contact-policy" },
    { label: "Suppression list", href: "/suppressions" },
    { label: "Sending", href: "/sending" },
  ],
  "/api-keys": [
    { label: "API keys", href: "/api-keys" },
    { label: "Webhooks", href: "/webhooks" },
  ],
  "/case-rules": [
    { label: "Follow-up rules", href: "/case-rules" },
    { label: "Teams", href: "/teams" },
    { label: "Causes", href: "/causes" },
  ],
};

/** What the menu depends on, as every page has it. */
export interface PageFacts {
  user: User | null;
  path: string;
  usesOutbox: boolean;
  waitingCases?: number;
}

/** The pages that this person may open; none for a visitor. */
export function navigation({ user, path, usesOutbox, waitingCases }: PageFacts) {
  if (!user) return [];
  return PAGES.filter(({ permission }) => may(user.role, permission))
    .filter(({ href }) => !["/outbox", "/try"].includes(href) || usesOutbox)
    .map(({ label, href }) => ({
      label,
      href,
      isCurrent: (SECTIONS[href] ?? [{ href }]).some((page) => isWithin(page.href, path)),
      count: href === "/cases" && waitingCases ? waitingCases : null,
    }));
}

/** The tabs of a page that stands beside others; none on the pages below them, which lead back. */
export function sections({ user, path }: PageFacts) {
  const tabs = Object.values(SECTIONS).find((pages) => pages.some(({ href }) => href === path));
  if (!tabs || !user || !may(user.role, "configuration.read")) return [];
  return tabs.map((tab) => ({ ...tab, isCurrent: tab.href === path }));
}

function isWithin(href: string, path: string): boolean {
  return path === href || (href !== "/" && path.startsWith(`${href}/`));
}
