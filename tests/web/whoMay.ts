import type { Role } from "../../src/records/user.js";

const ADMIN: Role[] = ["admin"];
const MANAGERS: Role[] = ["admin", "manager"];
const EVERYBODY: Role[] = ["admin", "manager", "agent"];

/**
 * Who may come in by each route of the console, written down a second time and by hand: a route that is not here, or that
 * lets in somebody else than this says, is a fault of one of the two. Whoever adds a line has thought about who reads the page.
 */
const TABLE: [Role[], string][] = [
  [EVERYBODY, "get / | get /scores.csv"],
  [
    EVERYBODY,
    "get /account | post /account/password | post /account/notifications | post /account/chat-tests | post /sign-out-everywhere",
  ],
  [EVERYBODY, "post /account/score-digest | get /account/score-digest | get /account/score-digest/mail"],
  [EVERYBODY, "get /cases | post /cases/assignments | get /cases/:id"],
  [
    EVERYBODY,
    "post /cases/:id/owner | post /cases/:id/assignment | post /cases/:id/contacts | post /cases/:id/replies",
  ],
  [EVERYBODY, "post /cases/:id/notes | post /cases/:id/pause | post /cases/:id/resumption"],
  [EVERYBODY, "post /cases/:id/resolution | post /cases/:id/reopening"],
  [EVERYBODY, "get /customers/:id | get /customers/:id/decisions | get /events/:id/decisions"],
  [EVERYBODY, "post /customers/:id/opt-outs/:channel | post /customers/:id/opt-ins/:channel"],

  [
    EVERYBODY,
    "get /touchpoints/:key/scores | get /touchpoints/:key/scores/trend.svg | get /touchpoints/:key/scores/trend.csv",
  ],
  [
    EVERYBODY,
    "get /touchpoints/:key/scores/distribution.svg | get /touchpoints/:key/scores/distribution.csv",
  ],
  [EVERYBODY, "get /touchpoints/:key/scores/breakdown.svg | get /touchpoints/:key/scores/breakdown.csv"],

  [
    MANAGERS,
    "get /cases/report | get /cases/report.csv | get /responses | get /customers | get /invitations",
  ],
  [MANAGERS, "post /views/:key/mail"],
  [MANAGERS, "get /settings"],
  [MANAGERS, "get /views | get /views/new | post /views | get /views/:key | get /views/:key/settings"],
  [MANAGERS, "get /alerts | get /alerts/new | post /alerts | get /alerts/:key | get /alerts/:key/settings"],
  [MANAGERS, "post /alerts/:key/settings | post /alerts/:key/state | post /alerts/:key/chat-tests"],
  [MANAGERS, "get /alerts/:key/removal | post /alerts/:key/removal"],
  [MANAGERS, "post /views/:key/settings | get /views/:key/removal | post /views/:key/removal"],
  [MANAGERS, "get /responses.csv | get /responses/:id | post /responses/:id/tags"],
  [MANAGERS, "post /responses/:id/tags/removal | post /responses/:id/notes"],
  [MANAGERS, "get /tag-rules | get /tag-rules/new | post /tag-rules | get /tag-rules/:key"],
  [MANAGERS, "post /tag-rules/:key | post /tag-rules/:key/state | post /tag-rules/:key/runs"],
  [MANAGERS, "get /coverage | get /coverage.csv | get /report-settings | post /report-settings"],
  [
    MANAGERS,
    "get /touchpoints | get /touchpoints/new | post /touchpoints | get /touchpoints/:key | post /touchpoints/:key",
  ],
  [MANAGERS, "get /brands | get /brands/new | post /brands | get /brands/:key | post /brands/:key"],
  [
    MANAGERS,
    "get /collectors | get /collectors/new | post /collectors | get /collectors/:key | post /collectors/:key",
  ],
  [MANAGERS, "post /collectors/:key/state | get /collectors/:key/qr.svg | get /collectors/:key/qr.png"],
  [MANAGERS, "get /collectors/:key/poster"],
  [MANAGERS, "get /surveys | get /surveys/new | post /surveys | get /surveys/:key | post /surveys/:key"],
  [MANAGERS, "post /surveys/:key/state | get /surveys/:key/preview | post /survey-previews"],
  [MANAGERS, "get /triggers | get /triggers/new | post /triggers | get /triggers/:key | post /triggers/:key"],
  [MANAGERS, "get /triggers/:key/dry-run | get /contact-policy | post /contact-policy | get /sending"],
  [
    MANAGERS,
    "get /suppressions | get /suppressions/export | post /suppressions | post /suppressions/removal",
  ],
  [MANAGERS, "post /suppressions/import"],

  [
    ADMIN,
    "get /case-rules | get /case-rules/new | post /case-rules | get /case-rules/:key | post /case-rules/:key",
  ],
  [ADMIN, "post /case-rules/:key/order | post /case-rules/:key/state"],
  [ADMIN, "get /teams | get /teams/new | post /teams | get /teams/:key | post /teams/:key"],
  [
    ADMIN,
    "get /causes | post /causes | post /cause-starters | get /causes/:key | post /causes/:key | post /causes/:key/order",
  ],
  [ADMIN, "get /customers/:id/erasure | post /customers/:id/erasure"],
  [ADMIN, "post /sending/:channel/restart | get /try | post /try"],
  [ADMIN, "get /outbox | get /outbox/:id | post /outbox/:id/replies | get /outbox/:id/html"],
  [
    ADMIN,
    "get /users | post /users | post /users/:id/invitation | post /users/:id/role | post /users/:id/access",
  ],
  [ADMIN, "get /api-keys | post /api-keys | get /api-keys/:id/revocation | post /api-keys/:id/revocation"],
  [ADMIN, "get /webhooks | get /webhooks/new | post /webhooks | get /webhooks/:key"],
  [ADMIN, "get /webhooks/:key/settings | post /webhooks/:key/settings | post /webhooks/:key/state"],
  [
    ADMIN,
    "post /webhooks/:key/test | post /webhooks/:key/again | get /webhooks/:key/secret | post /webhooks/:key/secret",
  ],
  [ADMIN, "get /webhooks/:key/removal | post /webhooks/:key/removal"],
  [ADMIN, "get /webhooks/:key/messages/:id | post /webhooks/:key/messages/:id/again"],
];

const WHO = new Map(TABLE.flatMap(([roles, names]) => names.split(" | ").map((name) => [name, roles])));

/** The roles that a route lets in; throws for one that nobody has thought about. */
export function rolesFor({ method, path }: { method: string; path: string }): readonly Role[] {
  const roles = WHO.get(`${method} ${path}`);
  if (!roles) throw new Error(`tests/web/whoMay.ts does not say who may use ${method} ${path}`);
  return roles;
}
