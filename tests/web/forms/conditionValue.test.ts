import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatConditionValue, parseConditionValue } from "../../../src/web/forms/conditionValue.js";

describe("the value of a condition", () => {
  it.each([
    ["billing", "billing"],
    ["true", true],
    ["false", false],
    ["null", null],
    ["12", 12],
    ["-1.50", -1.5],
    ['"12"', "12"],
    ['"true"', "true"],
    ["007", "007"],
    ["12345678901234567890", "12345678901234567890"],
    ['say "hi"', 'say "hi"'],
    ['"unfinished', '"unfinished'],
    ["", undefined],
  ])("typed as %s means %j", (text, value) => {
    expect(parseConditionValue("eq", text)).toEqual(value);
  });

  it.each([
    ["billing, outage", ["billing", "outage"]],
    ['1, "1", true', [1, "1", true]],
    ['"Smith, Jones", other', ["Smith, Jones", "other"]],
    ["one", ["one"]],
    ["a,,b,", ["a", "b"]],
  ])("typed as the list %s means %j", (text, values) => {
    expect(parseConditionValue("in", text)).toEqual(values);
  });

  // What can be stored: text is trimmed and not empty, -0 becomes 0 in JSON.
  const scalar = fc.oneof(
    fc
      .string({ unit: "binary" })
      .map((text) => text.trim())
      .filter((text) => text !== "" && !/[\r\n]/.test(text)),
    fc.constantFrom("true", "null", "12", "1e3", '"', '""', "a,b", '",', "\\"),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
  );

  it("is shown so that saving the page unchanged means the same", () => {
    fc.assert(
      fc.property(scalar, (value) =>
        expect(parseConditionValue("eq", formatConditionValue(value))).toEqual(value),
      ),
    );
    const list = fc.array(scalar, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(list, (values) =>
        expect(parseConditionValue("in", formatConditionValue(values))).toEqual(values),
      ),
    );
  });
});
