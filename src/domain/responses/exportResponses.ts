import { BYTE_ORDER_MARK, csvCells } from "../../lib/csvLine.js";
import type { CsvValue } from "../../lib/csv.js";
import type { JsonValue, Properties } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { SurveyVersion } from "../../records/survey.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { customerOrNull } from "../collectors/rules.js";
import { METHODS } from "../metrics/formulas.js";
import { countedAnswers } from "../surveys/questionRules.js";
import { findColumns, type OwnColumns } from "./exportColumns.js";
import { walkResponses, type Days } from "./walkResponses.js";

const BATCH = 1_000;
const LINE_END = "\r\n";

/** What every response has, as the API calls it. */
const COLUMNS: Record<string, (response: SurveyResponse) => CsvValue> = {
  id: ({ id }) => id,
  respondedAt: ({ respondedAt }) => respondedAt.toISOString(),
  changedAt: ({ changedAt }) => changedAt.toISOString(),
  day: ({ day }) => day,
  touchpoint: ({ touchpoint }) => touchpoint,
  metric: ({ metric }) => metric,
  method: ({ metric }) => METHODS[metric],
  score: ({ score }) => score,
  category: ({ category }) => category,
  comment: ({ comment }) => comment,
  sentiment: ({ sentiment }) => sentiment,
  tags: ({ tags }) => tags?.join("; "),
  language: ({ language }) => language,
  channel: ({ channel }) => channel,
  customer: ({ customer }) => customerOrNull(customer),
  agent: ({ agent }) => agent?.id,
  agentName: ({ agent }) => agent?.name,
  team: ({ team }) => team,
  survey: ({ survey }) => survey,
  surveyVersion: ({ surveyVersion }) => surveyVersion,
  invitation: ({ invitation }) => invitation,
  case: (response) => response.case,
  flags: ({ flags }) => flags?.join("; "),
};

/**
 * The file of all responses that a filter means, newest first, one a line, with a column for each property
 * (`event.NAME`), attribute of the customer (`customer.NAME`) and further question (`answer.NAME`). A piece at a time,
 * however many there are; `onRows` is told how many each piece has.
 */
export async function* exportResponses(
  filter: ResponseFilter,
  days: Days,
  onRows: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvCells(Object.keys(COLUMNS)); // at once: looking for the other columns may take a while
  const own = await findColumns(filter, days);
  const names = [
    ...own.event.map((name) => `event.${name}`),
    ...own.customer.map((name) => `customer.${name}`),
    ...own.answer.map((name) => `answer.${name}`),
  ];
  yield (names.length > 0 ? `,${csvCells(names)}` : "") + LINE_END;

  const versions = new Map<string, SurveyVersion | null>();
  for await (const { items } of walkResponses(filter, days, { batch: BATCH })) {
    for (const { survey, surveyVersion, answers } of items) {
      const key = `${survey} ${surveyVersion}`;
      if (answers && !versions.has(key)) versions.set(key, await surveyVersions.find(survey, surveyVersion));
    }
    const lines = items.map((one) => toLine(one, own, versions));
    if (lines.length > 0) yield lines.join("");
    onRows(lines.length);
  }
}

function toLine(
  response: SurveyResponse,
  { event, customer, answer }: OwnColumns,
  versions: ReadonlyMap<string, SurveyVersion | null>,
): string {
  const version = response.answers && versions.get(`${response.survey} ${response.surveyVersion}`);
  const given = new Map(
    version ? countedAnswers(version, response).map(({ question, value }) => [question.key, value]) : [],
  );
  const cells = [
    ...Object.values(COLUMNS).map((cell) => cell(response)),
    ...event.map((name) => toCell(ownValue(response.properties, name))),
    ...customer.map((name) => toCell(ownValue(response.segment, name))),
    ...answer.map((name) => toCell(given.get(name))),
  ];
  return csvCells(cells) + LINE_END;
}

function ownValue(properties: Properties, name: string): JsonValue | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** A list of plain values with "; " between, everything deeper as JSON. */
function toCell(value: JsonValue | undefined): CsvValue {
  if (value === null || value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null))
    return value.map((one) => one ?? "").join("; ");
  return typeof value === "boolean" ? String(value) : JSON.stringify(value);
}
