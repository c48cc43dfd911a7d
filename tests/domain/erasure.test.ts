import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

describe("what erasing a person has to cover", () => {
  it("names every collection, those with something of a person and those without", () => {
    const files = readdirSync(new URL("../../src/store/", import.meta.url)).filter((file) =>
      file.endsWith(".ts"),
    );
    const names = files.flatMap((file) =>
      [...read(`../../src/store/${file}`).matchAll(/recordSchema<[^(]*>\(\s*"(\w+)"/g)].map(
        ([, name]) => name!,
      ),
    );
    const readme = read("../../src/domain/README.md");
    const section = readme.slice(readme.indexOf("## What erasing a person has to cover"));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  });
});
