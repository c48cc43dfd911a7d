import { deleteView, getView, listViews, putView } from "./api/views.js";
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
  get("/views/:key/settings", READ, showViewSettings),
  post("/views/:key/settings", READ, changeView),
  get("/views/:key/removal", READ, askViewRemoval),
  post("/views/:key/removal", READ, removeOne),
];
