import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freePort, startProcess } from "../peers/afterwordProcess.js";
import { createEmbeddedInstallation, type EmbeddedInstallation } from "../peers/embeddedInstallation.js";

describe("Afterword on the embedded server", () => {
  let server: EmbeddedInstallation;
  beforeEach(async () => {
    server = await createEmbeddedInstallation();
  });
  afterEach(() => server.remove());

  it("starts without any MongoDB, keeps its data, and tells a second process that the folder is taken", async () => {
    const first = await server.start();
    await server.call("PUT", "/v1/touchpoints/call", { name: "Call", stage: "support" });
    const second = startProcess({ ...server.environment, PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    await second.started.catch(() => {});
    expect(second.output()).toContain(server.dataDir);
    expect(second.output()).not.toMatch(/at .*\.ts:/);
    first.signal("SIGTERM");
    expect(await first.ended).toBe(0);
    await server.start();
    expect((await server.call("GET", "/v1/touchpoints/call")).body.name).toBe("Call");
  }, 120_000); // three processes start
});
