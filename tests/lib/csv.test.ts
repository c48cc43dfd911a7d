import { describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { harmlessCell, toCsv } from "../../src/lib/csv.js";

describe("a CSV file", () => {
  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x"])(
    "keeps a spreadsheet from running %j",
    (text) => expect(harmlessCell(text)).toBe(`'${text}`),
  );

  it.each(["-12", "+34600111222", "-0.5", "plain", "a=b", "", "'quoted"])("leaves %j as it is", (text) =>
    expect(harmlessCell(text)).toBe(text),
  );

  it("writes numbers as numbers, and nothing where there is none", () => {
    expect([-3, 0, 1.5, null, undefined, NaN, Infinity].map(harmlessCell)).toEqual([
      "-3",
      "0",
      "1.5",
      "",
      "",
      "",
      "",
    ]);
  });

  it("comes back as it was, with quotes, commas and line breaks", () => {
    const rows = [
      ['Ann "Nan" Lee, Ltd.', "two\nlines"],
      ["ünïcode ☎", ";"],
    ];
    expect(parse(toCsv(["name", "text"], rows))).toEqual([["name", "text"], ...rows]);
  });

  it("guards the headings too: a property may be called anything", () => {
    expect(toCsv(["=HYPERLINK(1)"], [])).toBe("'=HYPERLINK(1)\n");
  });
});
