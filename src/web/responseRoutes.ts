import { downloadResponses } from "./api/responseFile.js";
import { addNote, addTag, removeTag, showResponse } from "./console/response.js";
import {
  applyTagRule,
  changeTagRule,
  changeTagRuleState,
  createTagRule,
  showNewTagRule,
  showTagRule,
  showTagRules,
} from "./console/tagRules.js";
import { get, post, type Route } from "./route.js";

/** What was said, one by one, and the tags that rules put on it. The list itself is in consoleRoutes.ts. */
export const responseRoutes: Route[] = [
  get("/responses.csv", { permission: "responses.read" }, downloadResponses),
  get("/responses/:id", { permission: "responses.read" }, showResponse),
  post("/responses/:id/tags", { permission: "responses.read" }, addTag),
  post("/responses/:id/tags/removal", { permission: "responses.read" }, removeTag),
  post("/responses/:id/notes", { permission: "responses.read" }, addNote),
  get("/tag-rules", { permission: "configuration.write" }, showTagRules),
  get("/tag-rules/new", { permission: "configuration.write" }, showNewTagRule),
  post("/tag-rules", { permission: "configuration.write" }, createTagRule),
  get("/tag-rules/:key", { permission: "configuration.write" }, showTagRule),
  post("/tag-rules/:key", { permission: "configuration.write" }, changeTagRule),
  post("/tag-rules/:key/state", { permission: "configuration.write" }, changeTagRuleState),
  post("/tag-rules/:key/runs", { permission: "configuration.write" }, applyTagRule),
];
