import { describe, expect, it } from "@jest/globals";
import { contrast, inkOn, readableOn } from "../../src/lib/colour.js";
import { fillIn } from "../../src/lib/placeholders.js";
import { faultInPlaceholders } from "../../src/domain/surveys/personalise.js";

const values: Record<string, unknown> = { "customer.name": "Ana", team: "", "event.properties.visits": 3 };
const fill = (text: string) => fillIn(text, (name) => values[name]);

describe("placeholders", () => {
  it.each([
    ["Hello {{customer.name|there}}!", "Hello Ana!"],
    ["Hello {{ customer.name | there }}!", "Hello Ana!"],
    ["By {{team|our team}}", "By our team"],
    ["By {{agent.name|}}.", "By ."],
    ["{{event.properties.visits|some}} visits", "3 visits"],
    ["No { brackets } here", "No { brackets } here"],
  ])("%j becomes %j", (text, filled) => expect(fill(text)).toBe(filled));

  it("are filled in once, by one line without control or direction marks, cut at a hundred characters", () => {
    const tricky = fillIn("{{customer.name|x}}", () => "{{team|x}}\r\nBcc: a\u202eb\u0000");
    expect(tricky).toBe("{{team|x}} Bcc: a b");
    expect(fillIn("{{customer.name|x}}", () => "😀".repeat(200))).toBe("😀".repeat(100));
    expect(fillIn("{{customer.name|x}}", () => ({ a: 1 }))).toBe("x");
  });

  it.each([
    ["{{customer.name|there}}", null],
    ["{{brand.name}}", null],
    ["{{customer.name}}", "needs words for customers without it"],
    ["{{customer.nmae|there}}", "knows no {{customer.nmae}}"],
    ["{{event.properties.|x}}", "knows no {{event.properties.}}"],
    ["{{customer.email|x}}", "knows no"],
    ["{{customer.name|there", "braces that do not fit"],
    ["}} {{team|x}}", "braces that do not fit"],
  ])("%j may be saved or not: %j", (text, fault) => {
    if (fault === null) expect(faultInPlaceholders(text)).toBeNull();
    else expect(faultInPlaceholders(text)).toContain(fault);
  });
});

describe("colours", () => {
  it.each(["#000000", "#ffffff", "#1f5f8b", "#f2b705", "#777777", "#0b1f3a", "#ff0000"])(
    "text on %s, and in it on light and dark paper, is readable",
    (colour) => {
      expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
      for (const paper of ["#faf8f5", "#171512"])
        expect(contrast(readableOn(colour, paper), paper)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("has the contrast of the standard", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});
