import type { User } from "../../records/user.js";
import { may, type Permission } from "../permissions.js";

/** The main menu, in the order of how often it is needed. */
const PAGES: { label: string; href: string; permission: Permission }[] = [
  { label: "Overview", href: "/", permission: "overview.read" },
  { label: "Detractors", href: "/detractors", permission: "detractors.work" },
  { label: "Responses", href: "/responses", permission: "responses.read" },
  { label: "Customers", href: "/customers", permission: "customers.read" },
  { label: "Invitations", href: "/invitations", permission: "invitations.read" },
  { label: "Touchpoints", href: "/touchpoints", permission: "configuration.read" },
  { label: "Surveys", href: "/surveys", permission: "configuration.read" },
  { label: "Triggers", href: "/triggers", permission: "configuration.read" },
  { label: "Try it", href: "/try", permission: "outbox.read" },
  { label: "Outbox", href: "/outbox", permission: "outbox.read" },
  { label: "Users", href: "/users", permission: "users.manage" },
  { label: "API keys", href: "/api-keys", permission: "apiKeys.manage" },
];

/** What the menu depends on, as every page has it. */
export interface PageFacts {
  user: User | null;
  path: string;
  usesOutbox: boolean;
  openDetractors?: number;
}

/** The pages that this person may open; none for a visitor. */
export function navigation({ user, path, usesOutbox, openDetractors }: PageFacts) {
  if (!user) return [];
  return PAGES.filter(({ permission }) => may(user.role, permission))
    .filter(({ href }) => !["/outbox", "/try"].includes(href) || usesOutbox)
    .map(({ label, href }) => ({
      label,
      href,
      isCurrent:
        href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`) || isPart(href, path),
      count: href === "/detractors" && openDetractors ? openDetractors : null,
    }));
}

/** Collectors have no entry of their own: they are found at their touchpoint. */
function isPart(href: string, path: string): boolean {
  return href === "/touchpoints" && path.startsWith("/collectors/");
}
