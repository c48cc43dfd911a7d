export const SCOPES = ["events", "invitations", "configuration", "read", "outbox", "erasure"] as const;

export type Scope = (typeof SCOPES)[number];

/** A machine's key. The secret itself is shown once and never stored. */
export interface ApiKey {
  id: string;
  name: string;
  /** The first characters of the secret, to recognise it by. */
  prefix: string;
  hash: string;
  scopes: Scope[];
  createdBy: string | null;
  createdAt: Date;
  lastUsedAt?: Date;
  revokedAt?: Date;
}
