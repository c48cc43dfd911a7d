import { deleteView, getView, listViews, putView } from "./api/views.js";
import {
  createOne as createAlert,
  changeAlert,
  showAlertSettings,
  showNewAlert,
} from "./console/alertForms.js";
import {
  askAlertRemoval,
  changeAlertState,
  removeOne as removeAlert,
  showAlert,
  showAlerts,
  testAlertChat,
} from "./console/alerts.js";
import {
  askViewRemoval,
  changeView,
  createOne,
  removeOne,
  showNewView,
  showView,
  showViews,
  showViewSettings,
} from "./console/views.js";
import { changeFileMail } from "./console/viewFile.js";
import { get, post, put, remove, type Access, type Route } from "./route.js";

const READ: Access = { permission: "responses.read" };

/** The part of the map about saved views: for programs, ... */
export const viewApiRoutes: Route[] = [
  get("/v1/views", { scope: "read" }, listViews),
  get("/v1/views/:key", { scope: "read" }, getView),
  put("/v1/views/:key", { scope: "configuration" }, putView),
  remove("/v1/views/:key", { scope: "configuration" }, deleteView),
];

/** ... and for the company's people. */
export const viewRoutes: Route[] = [
  get("/views", READ, showViews),
  get("/views/new", READ, showNewView),
  post("/views", READ, createOne),
  get("/views/:key", READ, showView),
  post("/views/:key/mail", READ, changeFileMail),
  get("/views/:key/settings", READ, showViewSettings),
  post("/views/:key/settings", READ, changeView),
  get("/views/:key/removal", READ, askViewRemoval),
  post("/views/:key/removal", READ, removeOne),
  get("/alerts", READ, showAlerts),
  get("/alerts/new", READ, showNewAlert),
  post("/alerts", READ, createAlert),
  get("/alerts/:key", READ, showAlert),
  get("/alerts/:key/settings", READ, showAlertSettings),
  post("/alerts/:key/settings", READ, changeAlert),
  post("/alerts/:key/state", READ, changeAlertState),
  post("/alerts/:key/chat-tests", READ, testAlertChat),
  get("/alerts/:key/removal", READ, askAlertRemoval),
  post("/alerts/:key/removal", READ, removeAlert),
];
