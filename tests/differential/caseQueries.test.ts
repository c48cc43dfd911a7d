import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import mongoose from "mongoose";
import * as caseLists from "../../src/store/caseLists.js";
import * as caseQueues from "../../src/store/caseQueues.js";
import * as cases from "../../src/store/cases.js";
import { driverClient } from "../../src/store/connection.js";
import { closeDatabase, openDatabase } from "../database.js";

type Command = Record<string, unknown>;

const NOW = new Date("2037-09-01T10:00:00Z");
const OF_TEAMS = { teams: [null, "north"] };
const QUERIES: Record<string, () => Promise<unknown>> = {
  "what nobody has, of all teams": () => caseQueues.list({ list: "unassigned" }, { limit: 50 }),
  "how many nobody has, for the menu": () => caseQueues.count({ list: "unassigned" }),
  "what nobody has, of some teams": () => caseQueues.count({ list: "unassigned", ...OF_TEAMS }),
  "what is overdue": () => caseQueues.count({ list: "active", due: { until: NOW } }),
  "for whom we wait": () => caseQueues.list({ list: "waiting", ...OF_TEAMS }, { limit: 50 }),
  "what is done": () => caseQueues.list({ list: "resolved", ...OF_TEAMS }, { limit: 50 }),
  "what is mine": () => caseQueues.count({ list: "active", owner: "bob" }),
  "a page for a program": () => caseLists.list({ state: "open", limit: 50 }),
  "whether a customer may be seen": () => cases.hasVisible("ana", { ...OF_TEAMS, user: "bob" }),
  "whose managers have to be told": () => cases.listToEscalate(NOW, 500),
  "whose news have to be told": () => cases.listWithNews(NOW, 500),
  "who has how many": () => cases.countByOwner(["bob"]),
  "who came back": () => cases.listByCustomer("ana", 3),
};

describe("among 100,000 cases", () => {
  const sent: Command[] = [];
  beforeAll(async () => {
    await openDatabase();
    driverClient().on("commandStarted", ({ commandName, command }) => {
      if (command[commandName] === "cases") sent.push(command as Command);
    });
  });
  afterAll(() => closeDatabase());

  it.each(Object.entries(QUERIES))("looks through no more than an index to find %s", async (_name, run) => {
    sent.length = 0;
    await run();
    const { lsid: _lsid, $db: _db, $clusterTime: _time, txnNumber: _number, ...query } = sent[0]!;
    const plan = await mongoose.connection.db!.command({ explain: query, verbosity: "queryPlanner" });
    expect(JSON.stringify(plan)).toMatch(/IXSCAN|COUNT_SCAN/);
    expect(JSON.stringify(plan["queryPlanner"] ?? plan["stages"])).not.toContain("COLLSCAN");
  });
});
