import { hashPassword } from "../../src/domain/users/passwords.js";
import type { Role } from "../../src/records/user.js";
import * as users from "../../src/store/users.js";

const PEOPLE: { id: string; name: string; role: Role }[] = [
  { id: "alice", name: "Alice Moreau", role: "admin" },
  { id: "mara", name: "Mara Lindqvist", role: "manager" },
  { id: "bob", name: "Bob Okafor", role: "agent" },
  { id: "nadia", name: "Nadia Rahman", role: "agent" },
  { id: "tom", name: "Tom Becker", role: "agent" },
];

/** The people of the demo, who all have the same password. Those who are there already stay as they are. */
export async function inviteDemoPeople(password: string, now: Date): Promise<void> {
  const passwordHash = await hashPassword(password);
  for (const { id, name, role } of PEOPLE) {
    const email = `${id}@example.com`;
    await users.insert({
      id,
      email,
      name,
      role,
      passwordHash,
      sessionsValidFrom: now,
      isActive: true,
      createdAt: now,
    });
  }
}
