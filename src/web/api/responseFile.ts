import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { exportResponses } from "../../domain/responses/exportResponses.js";
import { dayOf } from "../../lib/timeZone.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import { readForm } from "../forms/readForm.js";
import { responseFilterForm } from "../forms/responseFilterForm.js";
import { programOf, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

/** For a program. */
export async function getResponseFile(context: WebContext, req: Request, res: Response): Promise<void> {
  await sendResponseFile(context, res, readMeant(context, req), { program: programOf(res) });
}

/** For a person. */
export async function downloadResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  await sendResponseFile(context, res, readMeant(context, req), { user: userOf(req).id });
}

interface Meant {
  filter: ResponseFilter;
  from?: string;
  to?: string;
  name: string;
}

function readMeant({ clock, reportingZone }: WebContext, req: Request): Meant {
  const today = dayOf(clock.now(), reportingZone);
  return { ...readForm(responseFilterForm(today), req.query), name: `responses-${today}` };
}

/**
 * Sends the file as it is read: whoever takes it slowly is read for slowly, and whoever goes away ends the reading. Personal
 * data leave the house with it, so the log says who took how much, before and after.
 */
export async function sendResponseFile(
  { logger }: WebContext,
  res: Response,
  { filter, from, to, name }: Meant,
  by: { user: string } | { program: string },
): Promise<void> {
  const what = { ...by, from, to, filters: Object.keys(filter) };
  logger.info(what, "an export of responses begins");
  let rows = 0;
  const file = Readable.from(
    exportResponses(filter, { from, to }, (count) => (rows += count)),
    { objectMode: false, highWaterMark: 1 },
  );
  res.type("text/csv").attachment(`${name}.csv`);
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
