import { getCustomer, deleteOptOut, listCustomers, putOptOut } from "./api/customers.js";
import {
  getSurvey,
  getTouchpoint,
  getTrigger,
  listSurveys,
  listTouchpoints,
  listTriggers,
  putSurvey,
  putTouchpoint,
  putTrigger,
} from "./api/configuration.js";
import { getEvent, postBatch, postEvent } from "./api/events.js";
import { getInvitation, listInvitations, postInvitation } from "./api/invitations.js";
import { listOutbox } from "./api/outbox.js";
import { getResponse, getScores, listResponses } from "./api/responses.js";
import { createFirst, enter, leave, showFirstRun, showSignIn } from "./console/signIn.js";
import { showOptOut, submitOptOut } from "./respondent/optOut.js";
import { showSurvey, submitSurvey } from "./respondent/survey.js";
import type { Access, Handler, Route } from "./route.js";
import { isAlive, isReady } from "./health.js";

/** THE MAP: every URL, who may come in, and its handler. */
export const routes: Route[] = [
  // Operations
  get("/healthz", "public", isAlive),
  get("/readyz", "public", isReady),

  // The customer who answers
  get("/s/:token", "public", showSurvey),
  post("/s/:token", "public", submitSurvey),
  get("/u/:token", "public", showOptOut),
  post("/u/:token", "public", submitOptOut),

  // Programs
  get("/v1/touchpoints", { scope: "read" }, listTouchpoints),
  get("/v1/touchpoints/scores", { scope: "read" }, getScores),
  get("/v1/touchpoints/:key", { scope: "read" }, getTouchpoint),
  put("/v1/touchpoints/:key", { scope: "configuration" }, putTouchpoint),
  get("/v1/surveys", { scope: "read" }, listSurveys),
  get("/v1/surveys/:key", { scope: "read" }, getSurvey),
  put("/v1/surveys/:key", { scope: "configuration" }, putSurvey),
  get("/v1/triggers", { scope: "read" }, listTriggers),
  get("/v1/triggers/:key", { scope: "read" }, getTrigger),
  put("/v1/triggers/:key", { scope: "configuration" }, putTrigger),
  post("/v1/events", { scope: "events" }, postEvent),
  post("/v1/events/batch", { scope: "events" }, postBatch),
  get("/v1/events/:id", { scope: "read" }, getEvent),
  get("/v1/customers", { scope: "read" }, listCustomers),
  get("/v1/customers/:id", { scope: "read" }, getCustomer),
  put("/v1/customers/:id/opt-outs/:channel", { scope: "events" }, putOptOut),
  remove("/v1/customers/:id/opt-outs/:channel", { scope: "events" }, deleteOptOut),
  post("/v1/invitations", { scope: "invitations" }, postInvitation),
  get("/v1/invitations", { scope: "read" }, listInvitations),
  get("/v1/invitations/:id", { scope: "read" }, getInvitation),
  get("/v1/responses", { scope: "read" }, listResponses),
  get("/v1/responses/:id", { scope: "read" }, getResponse),
  get("/v1/outbox", { scope: "outbox" }, listOutbox),

  // The company's people: coming and going
  get("/first-run", "visitor", showFirstRun),
  post("/first-run", "visitor", createFirst),
  get("/sign-in", "visitor", showSignIn),
  post("/sign-in", "visitor", enter),
  post("/sign-out", "visitor", leave),

  // The company's people: pages
];

function get(path: string, access: Access, handler: Handler): Route {
  return { method: "get", path, access, handler };
}

function post(path: string, access: Access, handler: Handler): Route {
  return { method: "post", path, access, handler };
}

function put(path: string, access: Access, handler: Handler): Route {
  return { method: "put", path, access, handler };
}

function remove(path: string, access: Access, handler: Handler): Route {
  return { method: "delete", path, access, handler };
}
