import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import mongoose from "mongoose";

/** Drops the databases of the run, or ends the embedded server of the tests, which takes its folder with it. */
export default async function globalTeardown(): Promise<void> {
  const uri = process.env["TEST_MONGODB_URI"];
  if (uri) return dropDatabases(uri);
  const { embeddedServer } = globalThis as { embeddedServer?: ChildProcess };
  if (!embeddedServer || embeddedServer.exitCode !== null) return;
  embeddedServer.stdin!.end();
  await once(embeddedServer, "exit");
}

async function dropDatabases(uri: string): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  const own = databases.filter(({ name }) => name.startsWith(`${process.env["TEST_RUN"]}_`));
  await Promise.all(own.map(({ name }) => client.db(name).dropDatabase()));
  await client.close();
}
