import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { exportResponses } from "../../domain/responses/exportResponses.js";
import { narrowByView } from "../../domain/views/narrowByView.js";
import { dayOf } from "../../lib/timeZone.js";
import type { User } from "../../records/user.js";
import { readForm } from "../forms/readForm.js";
import { responseFilterForm } from "../forms/responseFilterForm.js";
import { programOf, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

/** For a program. */
export async function getResponseFile(context: WebContext, req: Request, res: Response): Promise<void> {
  await sendResponseFile(context, { req, res }, { program: programOf(res) }, null);
}

/** For a person. */
export async function downloadResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  await sendResponseFile(context, { req, res }, { user: userOf(req).id }, userOf(req));
}

/**
 * Sends the file as it is read: whoever takes it slowly is read for slowly, and whoever goes away ends the reading. Personal
 * data leave the house with it, so the log says who took how much, before and after.
 */
async function sendResponseFile(
  { logger, clock, reportingZone }: WebContext,
  { req, res }: { req: Request; res: Response },
  by: { user: string } | { program: string },
  reader: User | null,
): Promise<void> {
  const today = dayOf(clock.now(), reportingZone);
  const { filter: own, view, from, to } = readForm(responseFilterForm(today), req.query);
  const filter = await narrowByView(reader, { filter: own, ...(view && { view }) });
  const what = { ...by, from, to, view, filters: Object.keys(own) };
  logger.info(what, "an export of responses begins");
  let rows = 0;
  const file = Readable.from(
    exportResponses(filter, { from, to }, (count) => (rows += count)),
    { objectMode: false, highWaterMark: 1 },
  );
  res.type("text/csv").attachment(`responses-${today}.csv`);
  const isWhole = await pipeline(file, res).then(
    () => true,
    (error: unknown) => {
      if (!isGone(error)) throw error;
      return false;
    },
  );
  logger.info({ ...what, rows, isWhole }, "an export of responses ended");
}

/** Whoever asked has gone away. */
function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
