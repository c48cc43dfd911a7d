import {
  deleteWebhook,
  getWebhook,
  listWebhookMessages,
  listWebhooks,
  postMessageAgain,
  postWebhookSecret,
  putWebhook,
} from "./api/webhooks.js";
import {
  sendAllAgain,
  sendMessageAgain,
  showWebhook,
  showWebhookMessage,
  testWebhook,
} from "./console/webhookMessages.js";
import {
  askWebhookRemoval,
  changeWebhook,
  createWebhook,
  removeWebhook,
  renewWebhookSecret,
  showNewWebhook,
  showWebhookForm,
  showWebhooks,
  showWebhookSecret,
  switchWebhook,
} from "./console/webhooks.js";
import { get, post, put, remove, type Access, type Route } from "./route.js";

const MANAGE: Access = { permission: "webhooks.manage" };

/** The part of the map about telling other programs: for them, ... */
export const webhookApiRoutes: Route[] = [
  get("/v1/webhooks", { scope: "read" }, listWebhooks),
  get("/v1/webhooks/:key", { scope: "read" }, getWebhook),
  put("/v1/webhooks/:key", { scope: "configuration" }, putWebhook),
  remove("/v1/webhooks/:key", { scope: "configuration" }, deleteWebhook),
  post("/v1/webhooks/:key/secret", { scope: "configuration" }, postWebhookSecret),
  get("/v1/webhooks/:key/messages", { scope: "read" }, listWebhookMessages),
  post("/v1/webhooks/:key/messages/:id/send-again", { scope: "configuration" }, postMessageAgain),
];

/** ... and for the company's people. */
export const webhookRoutes: Route[] = [
  get("/webhooks", MANAGE, showWebhooks),
  get("/webhooks/new", MANAGE, showNewWebhook),
  post("/webhooks", MANAGE, createWebhook),
  get("/webhooks/:key", MANAGE, showWebhook),
  get("/webhooks/:key/settings", MANAGE, showWebhookForm),
  post("/webhooks/:key/settings", MANAGE, changeWebhook),
  post("/webhooks/:key/state", MANAGE, switchWebhook),
  post("/webhooks/:key/test", MANAGE, testWebhook),
  post("/webhooks/:key/again", MANAGE, sendAllAgain),
  get("/webhooks/:key/secret", MANAGE, showWebhookSecret),
  post("/webhooks/:key/secret", MANAGE, renewWebhookSecret),
  get("/webhooks/:key/removal", MANAGE, askWebhookRemoval),
  post("/webhooks/:key/removal", MANAGE, removeWebhook),
  get("/webhooks/:key/messages/:id", MANAGE, showWebhookMessage),
  post("/webhooks/:key/messages/:id/again", MANAGE, sendMessageAgain),
];
