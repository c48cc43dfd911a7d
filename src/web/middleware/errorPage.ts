import type { ErrorRequestHandler, RequestHandler } from "express";
import { InvalidInput, NotFound, ProductError, TooManyRequests } from "../../lib/errors.js";
import { languageOfRequest } from "../respondent/languageOfRequest.js";
import { renderNotice } from "../respondent/renderNotice.js";
import { defaultBrand } from "../../domain/brands/brandOf.js";
import { textsIn } from "../../domain/surveys/rules.js";
import type { WebContext } from "../webContext.js";

/** Whatever no route has taken. */
export const notFound: RequestHandler = () => {
  throw new NotFound("There is nothing at this address.");
};

/** Turns every error into the answer the caller can use: JSON for programs, a page for people, never a stack trace. */
export function errorPage(context: WebContext): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    const error = toProductError(thrown);
    if (error.status >= 500) context.logger.error({ err: thrown, requestId: req.id }, "request failed");
    if (res.headersSent) return next(thrown);
    if (error instanceof TooManyRequests) res.set("Retry-After", String(error.retryAfterSeconds));
    res.status(error.status);
    if (isForPrograms(req.path)) {
      res.json({ error: { code: error.code, message: error.message, fields: error.fields } });
    } else if (isForRespondents(req.path)) {
      const language = languageOfRequest(req);
      const { trouble } = textsIn(language);
      renderNotice(res, { status: error.status, language, brand: defaultBrand(context), ...trouble });
    } else {
      res.render("console/error", {
        layout: "plain",
        title: titleOf(error.status),
        message: error.message,
        requestId: req.id,
      });
    }
  };
}

/** Errors of Express and its body readers become ours; everything unknown is our own fault and says nothing. */
function toProductError(thrown: unknown): ProductError {
  if (thrown instanceof ProductError) return thrown;
  const { status, type } = (thrown ?? {}) as { status?: number; type?: string };
  if (status === 413)
    return new ProductError(
      { status, code: "too_large", isReported: false },
      "The body is larger than allowed.",
    );
  if (type === "entity.parse.failed")
    return new InvalidInput("The body is not valid JSON.", [{ path: "", message: "is not valid JSON" }]);
  if (status && status >= 400 && status < 500) return new InvalidInput("The request cannot be read.");
  return new ProductError(
    { status: 500, code: "internal", isReported: true },
    "Something went wrong on our side.",
  );
}

function isForPrograms(path: string): boolean {
  return /^\/(v1|hooks|healthz|readyz)(\/|$)/.test(path);
}

function isForRespondents(path: string): boolean {
  return /^\/[suc]\//.test(path);
}

function titleOf(status: number): string {
  const titles: Record<number, string> = {
    400: "That cannot be read",
    403: "Not allowed",
    404: "Not found",
    409: "That has changed",
    429: "Too many tries",
  };
  return titles[status] ?? "That did not work";
}
