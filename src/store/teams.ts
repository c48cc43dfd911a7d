import { model, Schema } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Team } from "../records/team.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const hours = part({ from: String, until: String });

const schema = recordSchema<Stored<Team, "key">>("teams", {
  name: String,
  calendar: part({ zone: String, week: [hours], holidays: [String] }),
  holidayNames: Schema.Types.Mixed,
  members: [String],
  agents: [part({ agent: String, user: String })],
  turn: Number,
  createdAt: Date,
  updatedAt: Date,
});

// No index on members, which would be one on a list: there are dozens of teams, not thousands.
const Teams = model("Team", schema);

/** The team, or null: events may name teams that nobody has set up. */
export async function find(key: string): Promise<Team | null> {
  const found = await Teams.findById(key).lean();
  return found && toRecord<Team>(found, "key");
}

/** The team; throws NotFound. */
export async function get(key: string): Promise<Team> {
  const team = await find(key);
  if (!team) throw new NotFound(`No team has the key "${key}".`);
  return team;
}

/** All of them, by key. */
export async function list(): Promise<Team[]> {
  const found = await Teams.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Team>(one, "key"));
}

/** False when the key is taken. */
export async function insert(team: Team): Promise<boolean> {
  return insertOnce(() => Teams.create([toDocument(team, "key")]));
}

/** Creates or replaces; true when it was created. Whose turn it is stays. */
export async function set(team: Omit<Team, "turn" | "createdAt" | "updatedAt">, now: Date): Promise<boolean> {
  const { key, ...fields } = team;
  const result = await Teams.updateOne(
    { _id: key },
    { $set: { ...fields, updatedAt: now }, $setOnInsert: { createdAt: now, turn: 0 } },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}

/** The number of the next turn, each only once; null when the team is not set up. */
export async function takeTurn(key: string): Promise<number | null> {
  const found = await Teams.findOneAndUpdate({ _id: key }, { $inc: { turn: 1 } }).lean();
  return found && found.turn;
}

/** The teams that a user works for, by key. */
export async function listOf(user: string): Promise<Team[]> {
  const found = await Teams.find({ members: user }).sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Team>(one, "key"));
}
