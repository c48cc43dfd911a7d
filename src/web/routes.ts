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
import { getBrand, listBrands, putBrand } from "./api/brands.js";
import { getCollector, getInvitationQr, listCollectors, putCollector } from "./api/collectors.js";
import { getEvent, postBatch, postEvent } from "./api/events.js";
import { getInvitation, listInvitations, postInvitation } from "./api/invitations.js";
import { getCustomerDecisions, getEventDecisions } from "./api/decisions.js";
import { getDryRun } from "./api/dryRun.js";
import { getContactPolicy, putContactPolicy } from "./api/contactPolicy.js";
import {
  deleteSuppression,
  getSuppressionFile,
  listSuppressions,
  postSuppressionFile,
  putSuppression,
} from "./api/suppressions.js";
import { listOutbox } from "./api/outbox.js";
import { getResponse, getScores, listResponses } from "./api/responses.js";
import { changePassword, showAccount, signOutEverywhere } from "./console/account.js";
import { addApiKey, askRevocation, revoke, showApiKeys } from "./console/apiKeys.js";
import { applyLink, requestReset, showLink, showReset } from "./console/password.js";
import {
  changeCollector,
  changeCollectorState,
  createCollector,
  sendQrPng,
  sendQrSvg,
  showCollectorPage,
  showNewCollector,
  showPoster,
} from "./console/collectors.js";
import { optCustomerIn, optCustomerOut, showCustomer, showCustomers } from "./console/customers.js";
import { finishOne, giveBackOne, reopenOne, showDetractors, takeOne } from "./console/detractors.js";
import { changeBrand, createBrand, showBrand, showBrands, showNewBrand } from "./console/brands.js";
import { restartChannel } from "./console/sending.js";
import { showCustomerDecisions, showEventDecisions } from "./console/decisions.js";
import { showDryRun } from "./console/dryRun.js";
import { changeContactPolicy, showContactPolicy } from "./console/contactPolicy.js";
import {
  addSuppression,
  importSuppressionFile,
  removeSuppression,
  showSuppressions,
} from "./console/suppressions.js";
import { showInvitations } from "./console/invitations.js";
import { showTry, submitTry } from "./console/tryIt.js";
import { showMessage, showMessageHtml, showOutbox } from "./console/outbox.js";
import { replyAsCustomer } from "./console/outboxReply.js";
import { showOverview } from "./console/overview.js";
import { showResponses } from "./console/responses.js";
import { createFirst, enter, leave, showFirstRun, showSignIn } from "./console/signIn.js";
import { changeAccess, changeRole, invite, sendInvitationAgain, showUsers } from "./console/users.js";
import { previewDraft } from "./console/surveyDrafts.js";
import { previewSurvey } from "./console/surveyPreview.js";
import {
  changeSurvey,
  changeSurveyState,
  createSurvey,
  showNewSurvey,
  showSurveyForm,
  showSurveys,
} from "./console/surveys.js";
import {
  changeTouchpoint,
  createTouchpoint,
  showNewTouchpoint,
  showTouchpoint,
  showTouchpoints,
} from "./console/touchpoints.js";
import {
  changeTrigger,
  createTrigger,
  showNewTrigger,
  showTrigger,
  showTriggers,
} from "./console/triggers.js";
import { postMailgun, postOwnReports, postPostmark, postSendgrid, postSes } from "./hooks/emailBounces.js";
import { postMime, postPostmarkMail, postSendgridMail } from "./hooks/emailInbound.js";
import { receiveSms, receiveSmsStatus } from "./hooks/sms.js";
import { sendEmbedScript, showCollector, submitCollector } from "./respondent/collector.js";
import { showOptOut, submitOptOut } from "./respondent/optOut.js";
import { showSurvey, submitSurvey } from "./respondent/survey.js";
import { showOptOutTest, showSurveyTest, submitSurveyTest } from "./respondent/surveyTest.js";
import type { Access, Handler, Route } from "./route.js";
import { isAlive, isReady } from "./health.js";

/** THE MAP: every URL, who may come in, and its handler. */
export const routes: Route[] = [
  // Operations
  get("/healthz", "public", isAlive),
  get("/readyz", "public", isReady),

  // The customer who answers; tests, which store nothing, first: their links look alike
  get("/s/test-:token", "public", showSurveyTest),
  post("/s/test-:token", "public", submitSurveyTest),
  get("/u/test-:token", "public", showOptOutTest),
  post("/u/test-:token", "public", showOptOutTest),
  get("/s/:token", "public", showSurvey),
  post("/s/:token", "public", submitSurvey),
  get("/u/:token", "public", showOptOut),
  post("/u/:token", "public", submitOptOut),
  get("/c/:token", "public", showCollector),
  post("/c/:token", "public", submitCollector),
  get("/embed.js", "public", sendEmbedScript),

  // Providers calling back: SMS
  post("/hooks/sms/inbound", "public", receiveSms),
  post("/hooks/sms/status", "public", receiveSmsStatus),

  // Providers calling back: email
  post("/hooks/email/bounces", "provider", postOwnReports),
  post("/hooks/email/bounces/ses", "provider", postSes),
  post("/hooks/email/bounces/sendgrid", "provider", postSendgrid),
  post("/hooks/email/bounces/postmark", "provider", postPostmark),
  post("/hooks/email/bounces/mailgun", "provider", postMailgun),
  post("/hooks/email/inbound", "provider", postMime),
  post("/hooks/email/inbound/sendgrid", "provider", postSendgridMail),
  post("/hooks/email/inbound/postmark", "provider", postPostmarkMail),

  // Programs
  get("/v1/touchpoints", { scope: "read" }, listTouchpoints),
  get("/v1/touchpoints/scores", { scope: "read" }, getScores),
  get("/v1/touchpoints/:key", { scope: "read" }, getTouchpoint),
  put("/v1/touchpoints/:key", { scope: "configuration" }, putTouchpoint),
  get("/v1/brands", { scope: "read" }, listBrands),
  get("/v1/brands/:key", { scope: "read" }, getBrand),
  put("/v1/brands/:key", { scope: "configuration" }, putBrand),
  get("/v1/surveys", { scope: "read" }, listSurveys),
  get("/v1/surveys/:key", { scope: "read" }, getSurvey),
  put("/v1/surveys/:key", { scope: "configuration" }, putSurvey),
  get("/v1/triggers", { scope: "read" }, listTriggers),
  get("/v1/triggers/:key", { scope: "read" }, getTrigger),
  put("/v1/triggers/:key", { scope: "configuration" }, putTrigger),
  get("/v1/collectors", { scope: "read" }, listCollectors),
  get("/v1/collectors/:key", { scope: "read" }, getCollector),
  put("/v1/collectors/:key", { scope: "configuration" }, putCollector),
  post("/v1/events", { scope: "events" }, postEvent),
  post("/v1/events/batch", { scope: "events" }, postBatch),
  get("/v1/events/:id", { scope: "read" }, getEvent),
  get("/v1/events/:id/decisions", { scope: "read" }, getEventDecisions),
  get("/v1/customers/:id/decisions", { scope: "read" }, getCustomerDecisions),
  get("/v1/triggers/:key/dry-run", { scope: "read" }, getDryRun),
  get("/v1/customers", { scope: "read" }, listCustomers),
  get("/v1/customers/:id", { scope: "read" }, getCustomer),
  put("/v1/customers/:id/opt-outs/:channel", { scope: "events" }, putOptOut),
  remove("/v1/customers/:id/opt-outs/:channel", { scope: "events" }, deleteOptOut),
  get("/v1/contact-policy", { scope: "read" }, getContactPolicy),
  put("/v1/contact-policy", { scope: "configuration" }, putContactPolicy),
  get("/v1/suppressions", { scope: "read" }, listSuppressions),
  get("/v1/suppressions/export", { scope: "read" }, getSuppressionFile),
  { ...post("/v1/suppressions/import", { scope: "configuration" }, postSuppressionFile), body: "stream" },
  put("/v1/suppressions/:channel/:address", { scope: "configuration" }, putSuppression),
  remove("/v1/suppressions/:channel/:address", { scope: "configuration" }, deleteSuppression),
  post("/v1/invitations", { scope: "invitations" }, postInvitation),
  get("/v1/invitations", { scope: "read" }, listInvitations),
  get("/v1/invitations/:id", { scope: "read" }, getInvitation),
  get("/v1/invitations/:id/qr.svg", { scope: "invitations" }, getInvitationQr),
  get("/v1/responses", { scope: "read" }, listResponses),
  get("/v1/responses/:id", { scope: "read" }, getResponse),
  get("/v1/outbox", { scope: "outbox" }, listOutbox),

  // The company's people: coming and going
  get("/first-run", "visitor", showFirstRun),
  post("/first-run", "visitor", createFirst),
  get("/sign-in", "visitor", showSignIn),
  post("/sign-in", "visitor", enter),
  post("/sign-out", "visitor", leave),
  get("/password/:token", "visitor", showLink),
  post("/password/:token", "visitor", applyLink),
  get("/password-reset", "visitor", showReset),
  post("/password-reset", "visitor", requestReset),

  // The company's people: pages
  get("/touchpoints", { permission: "configuration.read" }, showTouchpoints),
  get("/touchpoints/new", { permission: "configuration.write" }, showNewTouchpoint),
  post("/touchpoints", { permission: "configuration.write" }, createTouchpoint),
  get("/touchpoints/:key", { permission: "configuration.read" }, showTouchpoint),
  post("/touchpoints/:key", { permission: "configuration.write" }, changeTouchpoint),
  get("/brands", { permission: "configuration.read" }, showBrands),
  get("/brands/new", { permission: "configuration.write" }, showNewBrand),
  post("/brands", { permission: "configuration.write" }, createBrand),
  get("/brands/:key", { permission: "configuration.read" }, showBrand),
  post("/brands/:key", { permission: "configuration.write" }, changeBrand),
  get("/collectors/new", { permission: "configuration.write" }, showNewCollector),
  post("/collectors", { permission: "configuration.write" }, createCollector),
  get("/collectors/:key", { permission: "configuration.read" }, showCollectorPage),
  post("/collectors/:key", { permission: "configuration.write" }, changeCollector),
  post("/collectors/:key/state", { permission: "configuration.write" }, changeCollectorState),
  get("/collectors/:key/qr.svg", { permission: "configuration.read" }, sendQrSvg),
  get("/collectors/:key/qr.png", { permission: "configuration.read" }, sendQrPng),
  get("/collectors/:key/poster", { permission: "configuration.read" }, showPoster),
  get("/surveys", { permission: "configuration.read" }, showSurveys),
  get("/surveys/new", { permission: "configuration.write" }, showNewSurvey),
  post("/surveys", { permission: "configuration.write" }, createSurvey),
  get("/surveys/:key", { permission: "configuration.read" }, showSurveyForm),
  post("/surveys/:key", { permission: "configuration.write" }, changeSurvey),
  post("/surveys/:key/state", { permission: "configuration.write" }, changeSurveyState),
  get("/surveys/:key/preview", { permission: "configuration.read" }, previewSurvey),
  post("/survey-previews", { permission: "configuration.read" }, previewDraft),
  get("/triggers", { permission: "configuration.read" }, showTriggers),
  get("/triggers/new", { permission: "configuration.write" }, showNewTrigger),
  post("/triggers", { permission: "configuration.write" }, createTrigger),
  get("/triggers/:key", { permission: "configuration.read" }, showTrigger),
  post("/triggers/:key", { permission: "configuration.write" }, changeTrigger),
  get("/triggers/:key/dry-run", { permission: "configuration.read" }, showDryRun),
  get("/contact-policy", { permission: "configuration.read" }, showContactPolicy),
  post("/contact-policy", { permission: "configuration.write" }, changeContactPolicy),
  get("/suppressions", { permission: "configuration.read" }, showSuppressions),
  get("/suppressions/export", { permission: "configuration.read" }, getSuppressionFile),
  post("/suppressions", { permission: "configuration.write" }, addSuppression),
  post("/suppressions/removal", { permission: "configuration.write" }, removeSuppression),
  {
    ...post("/suppressions/import", { permission: "configuration.write" }, importSuppressionFile),
    body: "file",
  },
  get("/", { permission: "overview.read" }, showOverview),
  get("/detractors", { permission: "detractors.work" }, showDetractors),
  post("/detractors/:id/owner", { permission: "detractors.work" }, takeOne),
  post("/detractors/:id/release", { permission: "detractors.work" }, giveBackOne),
  post("/detractors/:id/done", { permission: "detractors.work" }, finishOne),
  post("/detractors/:id/open", { permission: "detractors.work" }, reopenOne),
  get("/responses", { permission: "responses.read" }, showResponses),
  get("/customers", { permission: "customers.read" }, showCustomers),
  get("/customers/:id", { permission: "customers.read" }, showCustomer),
  get("/customers/:id/decisions", { permission: "customers.read" }, showCustomerDecisions),
  get("/events/:id/decisions", { permission: "customers.read" }, showEventDecisions),
  post("/customers/:id/opt-outs/:channel", { permission: "customers.optOut" }, optCustomerOut),
  post("/customers/:id/opt-ins/:channel", { permission: "customers.optOut" }, optCustomerIn),
  get("/invitations", { permission: "invitations.read" }, showInvitations),
  get("/try", { permission: "outbox.read" }, showTry),
  post("/try", { permission: "outbox.read" }, submitTry),
  get("/outbox", { permission: "outbox.read" }, showOutbox),
  get("/outbox/:id", { permission: "outbox.read" }, showMessage),
  post("/outbox/:id/replies", { permission: "outbox.read" }, replyAsCustomer),
  get("/outbox/:id/html", { permission: "outbox.read" }, showMessageHtml),
  post("/sending/:channel/restart", { permission: "sending.restart" }, restartChannel),
  get("/users", { permission: "users.manage" }, showUsers),
  post("/users", { permission: "users.manage" }, invite),
  post("/users/:id/invitation", { permission: "users.manage" }, sendInvitationAgain),
  post("/users/:id/role", { permission: "users.manage" }, changeRole),
  post("/users/:id/access", { permission: "users.manage" }, changeAccess),
  get("/api-keys", { permission: "apiKeys.manage" }, showApiKeys),
  post("/api-keys", { permission: "apiKeys.manage" }, addApiKey),
  get("/api-keys/:id/revocation", { permission: "apiKeys.manage" }, askRevocation),
  post("/api-keys/:id/revocation", { permission: "apiKeys.manage" }, revoke),
  get("/account", { permission: "account.manage" }, showAccount),
  post("/account/password", { permission: "account.manage" }, changePassword),
  post("/sign-out-everywhere", { permission: "account.manage" }, signOutEverywhere),
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
