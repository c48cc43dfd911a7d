import { describe, expect, it } from "@jest/globals";
import { endPauses, gather } from "../../src/store/gather.js";

describe("commands that are gathered", () => {
  it("run what is asked for in the same moment at once, and give everybody their own result", async () => {
    const parts: number[][] = [];
    const double = gather(async (items: number[]) => {
      parts.push(items);
      return items.map((item) => 2 * item);
    });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(parts).toEqual([[1, 2, 3]]);
  });

  it("gather what is asked for while a command is on its way", async () => {
    const parts: number[][] = [];
    let later: Promise<unknown> = Promise.resolve();
    const note = gather(async (items: number[]) => {
      parts.push(items);
      if (parts.length === 1) later = Promise.all([note(2), note(3)]);
      return items;
    });
    await note(1);
    await later;
    expect(parts).toEqual([[1], [2, 3]]);
  });

  it("pause after much, so that fewer commands carry more, until somebody ends the pause", async () => {
    const parts: number[][] = [];
    const note = gather(
      async (items: number[]) => {
        parts.push(items);
        return items;
      },
      { ms: 60_000, from: 2 },
    );
    await Promise.all([note(1), note(2)]);
    const later = Promise.all([note(3), note(4)]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(parts).toEqual([[1, 2]]);
    endPauses();
    await later;
    expect(parts).toEqual([
      [1, 2],
      [3, 4],
    ]);
    endPauses();
  });

  it("keep one item's fault from the others", async () => {
    const divide = gather(async (items: number[]) => {
      if (items.includes(0)) throw new Error("cannot divide by 0");
      return items.map((item) => 12 / item);
    });
    const results = await Promise.allSettled([divide(3), divide(0), divide(4)]);
    expect(results).toEqual([
      { status: "fulfilled", value: 4 },
      { status: "rejected", reason: new Error("cannot divide by 0") },
      { status: "fulfilled", value: 3 },
    ]);
    expect(await divide(6)).toBe(2);
  });
});
