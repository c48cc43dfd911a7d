import { deleteCustomer, getCustomer, deleteOptOut, listCustomers, putOptOut } from "./api/customers.js";
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
import { getCase, getCaseReport, getCaseReportFile, listCases } from "./api/cases.js";
import { getBrand, listBrands, putBrand } from "./api/brands.js";
import { getCollector, getInvitationQr, listCollectors, putCollector } from "./api/collectors.js";
import { getCoverage } from "./api/coverage.js";
import { getReportSettings, putReportSettings } from "./api/reportSettings.js";
import { getEvent, postBatch, postEvent } from "./api/events.js";
import { getInvitation, listInvitations, postInvitation } from "./api/invitations.js";
import { getCustomerDecisions, getEventDecisions } from "./api/decisions.js";
import { getDryRun } from "./api/dryRun.js";
import { getCaseRule, listCaseRules, putCaseRule } from "./api/caseRules.js";
import { getCause, listCauses, putCause } from "./api/causes.js";
import { getTeam, listTeams, putTeam } from "./api/teams.js";
import { getContactPolicy, putContactPolicy } from "./api/contactPolicy.js";
import {
  deleteSuppression,
  getSuppressionFile,
  listSuppressions,
  postSuppressionFile,
  putSuppression,
} from "./api/suppressions.js";
import { listOutbox } from "./api/outbox.js";
import { getResponse, getScoreFile, getScores, listResponses } from "./api/responses.js";
import { getResponseFile } from "./api/responseFile.js";
import { postMailgun, postOwnReports, postPostmark, postSendgrid, postSes } from "./hooks/emailBounces.js";
import { postMime, postPostmarkMail, postSendgridMail } from "./hooks/emailInbound.js";
import { receiveSms, receiveSmsStatus } from "./hooks/sms.js";
import { sendEmbedScript, showCollector, submitCollector } from "./respondent/collector.js";
import { showOptOut, submitOptOut } from "./respondent/optOut.js";
import { showStop, submitStop } from "./respondent/stopMails.js";
import { showSurvey, submitSurvey } from "./respondent/survey.js";
import { showOptOutTest, showSurveyTest, submitSurveyTest } from "./respondent/surveyTest.js";
import { consoleRoutes } from "./consoleRoutes.js";
import { viewApiRoutes } from "./viewRoutes.js";
import { webhookApiRoutes } from "./webhookRoutes.js";
import { get, post, put, remove, type Route } from "./route.js";
import { isAlive, isReady } from "./health.js";

/** THE MAP: every URL, who may come in, and its handler; that of the console is in consoleRoutes.ts. */
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
  get("/stop/:kind/:id/:token", "public", showStop),
  post("/stop/:kind/:id/:token", "public", submitStop),
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
  get("/v1/touchpoints/scores.csv", { scope: "read" }, getScoreFile),
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
  remove("/v1/customers/:id", { scope: "erasure" }, deleteCustomer),
  put("/v1/customers/:id/opt-outs/:channel", { scope: "events" }, putOptOut),
  remove("/v1/customers/:id/opt-outs/:channel", { scope: "events" }, deleteOptOut),
  get("/v1/case-rules", { scope: "read" }, listCaseRules),
  get("/v1/case-rules/:key", { scope: "read" }, getCaseRule),
  put("/v1/case-rules/:key", { scope: "configuration" }, putCaseRule),
  get("/v1/teams", { scope: "read" }, listTeams),
  get("/v1/teams/:key", { scope: "read" }, getTeam),
  put("/v1/teams/:key", { scope: "configuration" }, putTeam),
  get("/v1/causes", { scope: "read" }, listCauses),
  get("/v1/causes/:key", { scope: "read" }, getCause),
  put("/v1/causes/:key", { scope: "configuration" }, putCause),
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
  get("/v1/responses.csv", { scope: "read" }, getResponseFile),
  get("/v1/responses/:id", { scope: "read" }, getResponse),
  get("/v1/coverage", { scope: "read" }, getCoverage),
  get("/v1/report-settings", { scope: "read" }, getReportSettings),
  put("/v1/report-settings", { scope: "configuration" }, putReportSettings),
  get("/v1/cases", { scope: "read" }, listCases),
  get("/v1/cases/report", { scope: "read" }, getCaseReport),
  get("/v1/cases/report.csv", { scope: "read" }, getCaseReportFile),
  get("/v1/cases/:id", { scope: "read" }, getCase),
  get("/v1/outbox", { scope: "outbox" }, listOutbox),
  ...webhookApiRoutes,
  ...viewApiRoutes,

  // The company's people
  ...consoleRoutes,
];
