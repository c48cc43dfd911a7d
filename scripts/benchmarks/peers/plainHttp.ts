import { createServer } from "node:http";

/** The yardstick of the machine: its pace before and after a run says whether the run can be trusted. */
createServer((_req, res) => res.end("ok")).listen(Number(process.env["PORT"]), () =>
  process.stdout.write("ready\n"),
);
