import { createServer } from "node:http";
import { SMTPServer } from "smtp-server";

/** A mail server that takes everything and keeps the times of arrival and the last mail; asked over HTTP. */
let arrivals: number[] = [];
let last = "";

new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      arrivals.push(performance.now());
      last = Buffer.concat(chunks).toString("latin1");
      done();
    });
  },
}).listen(Number(process.env["SMTP_PORT"]), "127.0.0.1");

createServer((req, res) => {
  if (req.url === "/last") return res.end(last);
  if (req.url === "/reset") arrivals = [];
  const warm = Math.floor(arrivals.length / 4); // connections are opened and code is compiled with the first mails
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[warm] ?? 0)) / 1_000;
  return res.end(
    JSON.stringify({ mails: arrivals.length, perSecond: (arrivals.length - 1 - warm) / seconds }),
  );
}).listen(Number(process.env["PORT"]), "127.0.0.1", () => process.stdout.write("ready\n"));
