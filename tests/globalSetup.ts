/** The tests never touch MONGODB_URI, which may be somebody's real data. */
export default function globalSetup(): void {
  if (process.env["TEST_MONGODB_URI"]) return;
  throw new Error(
    "Set TEST_MONGODB_URI to a MongoDB replica set for tests, for example mongodb://127.0.0.1:27017/?replicaSet=rs0",
  );
}
