import { describe, expect, it } from "@jest/globals";
import { sparkline } from "../../../src/web/presenters/sparkline.js";

describe("the trend line", () => {
  it("runs from the left to the right and rises with the value", () => {
    expect(sparkline([0, 50, 100], 40).lines).toEqual(["M3 33L60 18L117 3"]);
  });

  it("has a gap where a value is missing, and does not fall to zero", () => {
    const { lines, dots } = sparkline([10, 20, null, 20, 10], 10);
    expect(lines).toEqual(["M3 33L31.5 3", "M88.5 3L117 33"]);
    expect(dots).toEqual([]);
  });

  it("draws a lone value as a dot", () => {
    expect(sparkline([null, 10, null], 10)).toMatchObject({ lines: [], dots: ["M60 18h0.01"] });
    expect(sparkline([10], 10).dots).toEqual(["M60 18h0.01"]);
  });

  it("does not make a small change look like a large one", () => {
    expect(sparkline([50, 51], 40).lines).toEqual(["M3 18.4L117 17.6"]);
  });

  it("draws nothing when nobody answered", () => {
    expect(sparkline([null, null], 40)).toMatchObject({ lines: [], dots: [] });
  });
});
