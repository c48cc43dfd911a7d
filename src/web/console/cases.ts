import type { Request, Response } from "express";
import { addNote } from "../../domain/cases/addNote.js";
import { assignCase } from "../../domain/cases/assignCase.js";
import { logContact } from "../../domain/cases/logContact.js";
import { readCase } from "../../domain/cases/readCase.js";
import { requireVisibleCase } from "../../domain/cases/readScope.js";
import { reopenCase } from "../../domain/cases/reopenCase.js";
import { resolveCase } from "../../domain/cases/resolveCase.js";
import { resumeCase } from "../../domain/cases/resumeCase.js";
import { takeCase } from "../../domain/cases/takeCase.js";
import { waitForCustomer } from "../../domain/cases/waitForCustomer.js";
import { Conflict, InvalidInput } from "../../lib/errors.js";
import type { Case } from "../../records/case.js";
import * as touchpoints from "../../store/touchpoints.js";
import { assignmentForm, caseId, contactForm, noteForm, resolutionForm } from "../forms/caseForms.js";
import { readForm } from "../forms/readForm.js";
import { caseConversation } from "./caseConversation.js";
import { presentCasePage } from "../presenters/casePage.js";
import { caseAddress } from "../presenters/caseQueue.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

interface Web {
  req: Request;
  res: Response;
}

/** The forms of the page: what was typed into one of them, and what is wrong with it, stays there. */
export type CaseForm = "contact" | "note" | "resolution" | "assignment" | "reply";

export async function showCase(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderCase(context, { req, res }, await visibleCase(req));
}

export async function takeOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, null, (one, user, now) => takeCase(context, one.id, user, now));
}

export async function assignOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, "assignment", (one, by, now) =>
    assignCase(context, one.id, { ...readForm(assignmentForm, req.body), by }, now),
  );
}

export async function logContactOf(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, "contact", (one, by, now) =>
    logContact(context, one, { ...readForm(contactForm, req.body), by }, now),
  );
}

export async function noteOn(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, "note", (one, _by, now) => {
    const { id, text } = readForm(noteForm, req.body);
    return addNote(context, { id, theCase: one.id, text: text.trim(), by: userOf(req) }, now);
  });
}

export async function pauseOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, null, (one, by, now) => waitForCustomer(context, one.id, by, now));
}

export async function resumeOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, null, (one, by, now) => resumeCase(context, one, by, now));
}

export async function resolveOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, "resolution", (one, by, now) =>
    resolveCase(context, one, { ...readForm(resolutionForm, req.body), by }, now),
  );
}

export async function reopenOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, null, (one, by, now) => reopenCase(context, one, by, now));
}

/** Does it and shows the case; when somebody else was quicker the page says so, and nothing typed is lost. */
export async function act(
  context: WebContext,
  { req, res }: Web,
  form: CaseForm | null,
  verb: (theCase: Case, user: string, now: Date) => Promise<unknown>,
): Promise<void> {
  const theCase = await visibleCase(req);
  try {
    await verb(theCase, userOf(req).id, context.clock.now());
    res.redirect(303, caseAddress(theCase.id));
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof InvalidInput)) throw error;
    if (!form) {
      leaveNotice(req, error.message);
      return res.redirect(303, caseAddress(theCase.id));
    }
    res.status(error.status);
    const typed = presentForm(req.body as object, error.fields);
    const problem = error.fields.length === 0 ? error.message : null;
    await renderCase(context, { req, res }, await visibleCase(req), { form, typed, problem });
  }
}

function visibleCase(req: Request): Promise<Case> {
  return requireVisibleCase(userOf(req), readForm(caseId, req.params).id);
}

async function renderCase(
  context: WebContext,
  { req, res }: Web,
  theCase: Case,
  failed?: { form: CaseForm; typed: PresentedForm; problem: string | null },
): Promise<void> {
  const now = context.clock.now();
  const [whole, places] = await Promise.all([
    readCase(context, theCase, userOf(req), now),
    touchpoints.list(),
  ]);
  const user = userOf(req);
  const facts = { whole, touchpoints: places, user, zone: context.reportingZone, now };
  const form = failed?.form === "reply" ? failed.typed : undefined;
  res.render("console/cases/show", {
    ...presentCasePage(facts),
    conversation: await caseConversation(context, { whole, user, form }, now),
    problem: failed?.problem,
    ...(failed && { [`${failed.form}Form`]: failed.typed }),
  });
}
