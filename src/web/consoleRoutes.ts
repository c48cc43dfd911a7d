import { getSuppressionFile } from "./api/suppressions.js";
import { changePassword, showAccount, signOutEverywhere } from "./console/account.js";
import { changeNotifications, testChat } from "./console/notifications.js";
import { changeScoreDigest, showScoreDigest, showScoreDigestMail } from "./console/scoreDigest.js";
import { addApiKey, askRevocation, revoke, showApiKeys } from "./console/apiKeys.js";
import { applyLink, requestReset, showLink, showReset } from "./console/password.js";
import {
  changeCollector,
  changeCollectorState,
  createCollector,
  sendQrPng,
  sendQrSvg,
  showCollectorPage,
  showCollectors,
  showNewCollector,
  showPoster,
} from "./console/collectors.js";
import { getCaseReportFile } from "./api/cases.js";
import { getScoreFile } from "./api/responses.js";
import { responseRoutes } from "./responseRoutes.js";
import { showCaseReport } from "./console/caseReport.js";
import { assignMany, showCaseQueue } from "./console/caseQueue.js";
import {
  assignOne,
  logContactOf,
  noteOn,
  pauseOne,
  reopenOne,
  resolveOne,
  resumeOne,
  showCase,
  takeOne,
} from "./console/cases.js";
import { replyTo } from "./console/caseReplies.js";
import { eraseOne, showErasure } from "./console/erasure.js";
import { optCustomerIn, optCustomerOut, showCustomer, showCustomers } from "./console/customers.js";
import { changeBrand, createBrand, showBrand, showBrands, showNewBrand } from "./console/brands.js";
import { restartChannel, showSending } from "./console/sending.js";
import { showSettings } from "./console/settings.js";
import {
  changeCaseRule,
  changeCaseRuleState,
  createCaseRule,
  moveCaseRule,
  showCaseRule,
  showCaseRules,
  showNewCaseRule,
} from "./console/caseRules.js";
import { changeCause, createCause, moveCause, showCause, showCauses, startTree } from "./console/causes.js";
import { changeTeam, createTeam, showNewTeam, showTeam, showTeams } from "./console/teams.js";
import { getCoverageFile } from "./api/coverage.js";
import { showCoverage } from "./console/coverage.js";
import { changeReportSettings, showReportSettings } from "./console/reportSettings.js";
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
import { touchpointScoreRoutes } from "./touchpointScoreRoutes.js";
import { viewRoutes } from "./viewRoutes.js";
import { webhookRoutes } from "./webhookRoutes.js";
import { get, post, type Route } from "./route.js";

/** The part of the map for the company's people. */
export const consoleRoutes: Route[] = [
  // Coming and going
  get("/first-run", "visitor", showFirstRun),
  post("/first-run", "visitor", createFirst),
  get("/sign-in", "visitor", showSignIn),
  post("/sign-in", "visitor", enter),
  post("/sign-out", "visitor", leave),
  get("/password/:token", "visitor", showLink),
  post("/password/:token", "visitor", applyLink),
  get("/password-reset", "visitor", showReset),
  post("/password-reset", "visitor", requestReset),

  // Pages
  get("/settings", { permission: "configuration.read" }, showSettings),
  get("/touchpoints", { permission: "configuration.read" }, showTouchpoints),
  get("/touchpoints/new", { permission: "configuration.write" }, showNewTouchpoint),
  post("/touchpoints", { permission: "configuration.write" }, createTouchpoint),
  get("/touchpoints/:key", { permission: "configuration.read" }, showTouchpoint),
  post("/touchpoints/:key", { permission: "configuration.write" }, changeTouchpoint),
  ...touchpointScoreRoutes,
  get("/brands", { permission: "configuration.read" }, showBrands),
  get("/brands/new", { permission: "configuration.write" }, showNewBrand),
  post("/brands", { permission: "configuration.write" }, createBrand),
  get("/brands/:key", { permission: "configuration.read" }, showBrand),
  post("/brands/:key", { permission: "configuration.write" }, changeBrand),
  get("/collectors", { permission: "configuration.read" }, showCollectors),
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
  get("/case-rules", { permission: "cases.configure" }, showCaseRules),
  get("/case-rules/new", { permission: "cases.configure" }, showNewCaseRule),
  post("/case-rules", { permission: "cases.configure" }, createCaseRule),
  get("/case-rules/:key", { permission: "cases.configure" }, showCaseRule),
  post("/case-rules/:key", { permission: "cases.configure" }, changeCaseRule),
  post("/case-rules/:key/order", { permission: "cases.configure" }, moveCaseRule),
  post("/case-rules/:key/state", { permission: "cases.configure" }, changeCaseRuleState),
  get("/teams", { permission: "cases.configure" }, showTeams),
  get("/teams/new", { permission: "cases.configure" }, showNewTeam),
  post("/teams", { permission: "cases.configure" }, createTeam),
  get("/teams/:key", { permission: "cases.configure" }, showTeam),
  post("/teams/:key", { permission: "cases.configure" }, changeTeam),
  get("/causes", { permission: "cases.configure" }, showCauses),
  post("/causes", { permission: "cases.configure" }, createCause),
  post("/cause-starters", { permission: "cases.configure" }, startTree),
  get("/causes/:key", { permission: "cases.configure" }, showCause),
  post("/causes/:key", { permission: "cases.configure" }, changeCause),
  post("/causes/:key/order", { permission: "cases.configure" }, moveCause),
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
  get("/scores.csv", { permission: "overview.read" }, getScoreFile),
  get("/cases", { permission: "cases.work" }, showCaseQueue),
  post("/cases/assignments", { permission: "cases.work" }, assignMany),
  get("/cases/report", { permission: "cases.report" }, showCaseReport),
  get("/cases/report.csv", { permission: "cases.report" }, getCaseReportFile),
  get("/cases/:id", { permission: "cases.work" }, showCase),
  post("/cases/:id/owner", { permission: "cases.work" }, takeOne),
  post("/cases/:id/assignment", { permission: "cases.work" }, assignOne),
  post("/cases/:id/contacts", { permission: "cases.work" }, logContactOf),
  post("/cases/:id/replies", { permission: "cases.work" }, replyTo),
  post("/cases/:id/notes", { permission: "cases.work" }, noteOn),
  post("/cases/:id/pause", { permission: "cases.work" }, pauseOne),
  post("/cases/:id/resumption", { permission: "cases.work" }, resumeOne),
  post("/cases/:id/resolution", { permission: "cases.work" }, resolveOne),
  post("/cases/:id/reopening", { permission: "cases.work" }, reopenOne),
  get("/responses", { permission: "responses.read" }, showResponses),
  ...responseRoutes,
  get("/customers", { permission: "customers.list" }, showCustomers),
  get("/customers/:id", { permission: "customers.read" }, showCustomer),
  get("/customers/:id/decisions", { permission: "customers.read" }, showCustomerDecisions),
  get("/events/:id/decisions", { permission: "customers.read" }, showEventDecisions),
  post("/customers/:id/opt-outs/:channel", { permission: "customers.optOut" }, optCustomerOut),
  post("/customers/:id/opt-ins/:channel", { permission: "customers.optOut" }, optCustomerIn),
  get("/customers/:id/erasure", { permission: "customers.erase" }, showErasure),
  post("/customers/:id/erasure", { permission: "customers.erase" }, eraseOne),
  get("/invitations", { permission: "invitations.read" }, showInvitations),
  get("/coverage", { permission: "invitations.read" }, showCoverage),
  get("/coverage.csv", { permission: "invitations.read" }, getCoverageFile),
  get("/report-settings", { permission: "configuration.write" }, showReportSettings),
  post("/report-settings", { permission: "configuration.write" }, changeReportSettings),
  get("/try", { permission: "outbox.read" }, showTry),
  post("/try", { permission: "outbox.read" }, submitTry),
  get("/outbox", { permission: "outbox.read" }, showOutbox),
  get("/outbox/:id", { permission: "outbox.read" }, showMessage),
  post("/outbox/:id/replies", { permission: "outbox.read" }, replyAsCustomer),
  get("/outbox/:id/html", { permission: "outbox.read" }, showMessageHtml),
  get("/sending", { permission: "configuration.read" }, showSending),
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
  ...webhookRoutes,
  ...viewRoutes,
  get("/account", { permission: "account.manage" }, showAccount),
  post("/account/notifications", { permission: "account.manage" }, changeNotifications),
  post("/account/chat-tests", { permission: "account.manage" }, testChat),
  post("/account/score-digest", { permission: "account.manage" }, changeScoreDigest),
  get("/account/score-digest", { permission: "account.manage" }, showScoreDigest),
  get("/account/score-digest/mail", { permission: "account.manage" }, showScoreDigestMail),
  post("/account/password", { permission: "account.manage" }, changePassword),
  post("/sign-out-everywhere", { permission: "account.manage" }, signOutEverywhere),
];
