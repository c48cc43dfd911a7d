import express from "express";
import { MongoClient } from "mongodb";

/** What the survey page is compared with: one indexed findOne and a page of the same size, nothing else. */
const client = await new MongoClient(process.env["MONGODB_URI"]!).connect();
const invitations = client.db().collection("invitations");
const page = "x".repeat(Number(process.env["PAGE_BYTES"]));
const app = express();
app.disable("x-powered-by");
app.get("/s/:token", async (req, res) => {
  const found = await invitations.findOne({ token: req.params.token });
  res
    .status(found ? 200 : 404)
    .type("html")
    .send(page);
});
app.listen(Number(process.env["PORT"]), () => process.stdout.write("ready\n"));
