import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  clearDemo,
  demoFolderIn,
  fillDemo,
  isLoaded,
  type DemoFolder,
} from "../../scripts/demo/demoFolder.js";
import { startEmbedded } from "../../src/embedded/startEmbedded.js";

describe("the demo's data folder", () => {
  let dataDir: string;
  let folder: DemoFolder;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "aw-"));
    folder = demoFolderIn(dataDir);
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  async function load(path: string): Promise<void> {
    mkdirSync(path);
    writeFileSync(join(path, "database.mdb"), "a year");
  }

  it("never touches the installation that lies in the same data folder", async () => {
    writeFileSync(join(dataDir, "database.mdb"), "real answers");
    expect(isLoaded(folder)).toBe(false);
    await fillDemo(folder, load);
    await clearDemo(folder);
    expect(isLoaded(folder)).toBe(false);
    expect(readFileSync(join(dataDir, "database.mdb"), "utf8")).toBe("real answers");
  });

  it("is not loaded by a load that was interrupted, which starts over", async () => {
    const interrupted = fillDemo(folder, async (path) => {
      mkdirSync(path);
      writeFileSync(join(path, "database.mdb"), "half a ye");
      throw new Error("killed");
    });
    await expect(interrupted).rejects.toThrow("killed");
    expect(isLoaded(folder)).toBe(false);
    await fillDemo(folder, load);
    expect(isLoaded(folder)).toBe(true);
    expect(readFileSync(join(folder.path, "database.mdb"), "utf8")).toBe("a year");
  });

  it("is not removed while a process uses it", async () => {
    const server = await startEmbedded({ dataDir: folder.path });
    await expect(clearDemo(folder)).rejects.toThrow(/in use by process/);
    expect(existsSync(join(folder.path, "database.mdb"))).toBe(true);
    await server.stop();
    await clearDemo(folder);
    expect(isLoaded(folder)).toBe(false);
  });
});
