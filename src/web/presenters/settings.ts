import { may, type Permission } from "../permissions.js";
import type { PageFacts } from "./navigation.js";

interface Setting {
  label: string;
  href: string;
  permission: Permission;
  about: string;
  /** Of use only while messages are kept in the outbox. */
  isForTrying?: boolean;
}

/** What is set up now and then, by what it is for: a group is a part of the page of settings, and the tabs of its pages. */
const GROUPS: { title: string; pages: Setting[] }[] = [
  {
    title: "What we ask",
    pages: [
      {
        label: "Touchpoints",
        href: "/touchpoints",
        permission: "configuration.read",
        about: "The places on the journey where we ask.",
      },
      {
        label: "Surveys",
        href: "/surveys",
        permission: "configuration.read",
        about: "The questions, in every language.",
      },
      {
        label: "Links and kiosks",
        href: "/collectors",
        permission: "configuration.read",
        about: "To ask whoever comes by: a website, a QR code, a tablet.",
      },
      {
        label: "Brands",
        href: "/brands",
        permission: "configuration.read",
        about: "Under which name and colour customers are asked.",
      },
      {
        label: "Tag rules",
        href: "/tag-rules",
        permission: "configuration.write",
        about: "Which words in a comment put which tag on it.",
      },
      {
        label: "Report properties",
        href: "/report-settings",
        permission: "configuration.write",
        about: "By what the scores are broken down, beside team and agent.",
      },
    ],
  },
  {
    title: "Whom we ask, and when",
    pages: [
      {
        label: "Triggers",
        href: "/triggers",
        permission: "configuration.read",
        about: "When this happens, ask that.",
      },
      {
        label: "Contact policy",
        href: "/contact-policy",
        permission: "configuration.read",
        about: "How often at most, and never at night.",
      },
      {
        label: "Suppression list",
        href: "/suppressions",
        permission: "configuration.read",
        about: "Addresses that are never written to.",
      },
      {
        label: "Sending",
        href: "/sending",
        permission: "configuration.read",
        about: "Whether email and SMS go out, or were stopped.",
      },
    ],
  },
  {
    title: "Following up",
    pages: [
      {
        label: "Alerts",
        href: "/alerts",
        permission: "responses.read",
        about: "Who is told when a score falls, or such an answer comes.",
      },
      {
        label: "Follow-up rules",
        href: "/case-rules",
        permission: "cases.configure",
        about: "Which answers open a case, for whom, and by when.",
      },
      {
        label: "Teams",
        href: "/teams",
        permission: "cases.configure",
        about: "Who works which queue, and at what hours.",
      },
      {
        label: "Causes",
        href: "/causes",
        permission: "cases.configure",
        about: "Why something went wrong, to choose from.",
      },
    ],
  },
  {
    title: "People and programs",
    pages: [
      { label: "Users", href: "/users", permission: "users.manage", about: "Who may sign in, and as what." },
      {
        label: "API keys",
        href: "/api-keys",
        permission: "apiKeys.manage",
        about: "For programs that tell us what happened.",
      },
      {
        label: "Webhooks",
        href: "/webhooks",
        permission: "webhooks.manage",
        about: "Programs that are told what happens here.",
      },
    ],
  },
  {
    title: "Trying things out",
    pages: [
      {
        label: "Try it",
        href: "/try",
        permission: "outbox.read",
        about: "From an event to the score, step by step.",
        isForTrying: true,
      },
      {
        label: "Outbox",
        href: "/outbox",
        permission: "outbox.read",
        about: "Messages that are kept here and reach nobody.",
        isForTrying: true,
      },
    ],
  },
];

/** The groups that this person may see something of; none for a visitor. */
export function settings({ user, usesOutbox }: PageFacts) {
  if (!user) return [];
  return GROUPS.map(({ title, pages }) => ({
    title,
    pages: pages.filter(
      ({ permission, isForTrying }) => may(user.role, permission) && (!isForTrying || usesOutbox),
    ),
  })).filter(({ pages }) => pages.length > 0);
}

/** Every address that is reached by way of the settings. */
export const SETTING_ADDRESSES = GROUPS.flatMap(({ pages }) => pages.map(({ href }) => href));
