import { get, type Route } from "./route.js";
import {
  sendBreakdownCsv,
  sendBreakdownSvg,
  sendDistributionCsv,
  sendDistributionSvg,
  sendTrendCsv,
  sendTrendSvg,
} from "./console/touchpointScoreFiles.js";
import { showTouchpointScores } from "./console/touchpointScores.js";

const PATH = "/touchpoints/:key/scores";

/** One touchpoint's figures, as a page and as files. */
export const touchpointScoreRoutes: Route[] = [
  get(PATH, { permission: "overview.read" }, showTouchpointScores),
  get(`${PATH}/trend.svg`, { permission: "overview.read" }, sendTrendSvg),
  get(`${PATH}/trend.csv`, { permission: "overview.read" }, sendTrendCsv),
  get(`${PATH}/distribution.svg`, { permission: "overview.read" }, sendDistributionSvg),
  get(`${PATH}/distribution.csv`, { permission: "overview.read" }, sendDistributionCsv),
  get(`${PATH}/breakdown.svg`, { permission: "overview.read" }, sendBreakdownSvg),
  get(`${PATH}/breakdown.csv`, { permission: "overview.read" }, sendBreakdownCsv),
];
