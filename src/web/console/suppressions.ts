import { Readable } from "node:stream";
import type { Request, Response } from "express";
import { importSuppressions } from "../../domain/suppressions/importSuppressions.js";
import { suppressAddress } from "../../domain/suppressions/suppressAddress.js";
import { InvalidInput, type FieldError } from "../../lib/errors.js";
import * as suppressions from "../../store/suppressions.js";
import { readFilter } from "../forms/readFilter.js";
import { readForm } from "../forms/readForm.js";
import { newSuppression, suppressionParams, suppressionQuery } from "../forms/suppressionForms.js";
import { countOf } from "../presenters/numbers.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentSuppressions } from "../presenters/suppressionList.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showSuppressions(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderList(context, req, res, { add: presentForm({}), importFaults: null });
}

export async function addSuppression(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const from = { by: userOf(req).name, now: context.clock.now() };
    const { suppression, isNew } = await suppressAddress(readForm(newSuppression, req.body), from);
    leaveNotice(
      req,
      isNew
        ? `${suppression.address} is not written to any more.`
        : `${suppression.address} stood on the list already.`,
    );
    res.redirect(303, "/suppressions");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderList(context, req, res, {
      add: presentForm(req.body as object, error.fields),
      importFaults: null,
    });
  }
}

export async function removeSuppression(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { channel, address } = readForm(suppressionParams, req.body);
  await suppressions.remove(channel, address);
  const isErased = address.startsWith("#");
  leaveNotice(
    req,
    isErased ? "It is off the list." : `${address} is off the list. To undo that, add it again.`,
  );
  res.redirect(303, "/suppressions");
}

export async function importSuppressionFile(context: WebContext, req: Request, res: Response): Promise<void> {
  const { file = "", text = "" } = req.body as { file?: string; text?: string };
  try {
    const from = { by: userOf(req).name, now: context.clock.now() };
    const { rows, added } = await importSuppressions(Readable.from([file.trim() ? file : text]), from);
    leaveNotice(req, `${countOf(rows, "address", "addresses")} read, ${added} of them new on the list.`);
    res.redirect(303, "/suppressions");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const importFaults: { message: string; fields: FieldError[]; text: string } = {
      ...error,
      message: error.message,
      text,
    };
    res.status(400);
    await renderList(context, req, res, { add: presentForm({}), importFaults });
  }
}

async function renderList(
  context: WebContext,
  req: Request,
  res: Response,
  forms: { add: PresentedForm; importFaults: { message: string; fields: FieldError[]; text: string } | null },
): Promise<void> {
  const { query, form, problem } = readFilter(suppressionQuery, req.query, ["search", "channel", "reason"]);
  if (!query) res.status(400);
  const { items, next } = query ? await suppressions.list(query) : { items: [], next: null };
  const facts = { query, items, next, user: userOf(req), zone: context.reportingZone };
  res.render("console/suppressions/list", { ...presentSuppressions(facts, form), ...forms, problem });
}
