import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { ModuleMocker } = require("jest-mock");

/** Under these names Jest keeps in the global scope which tests a file has, and who listens to them. */
const OF_JEST = new Set(["JEST_STATE_SYMBOL", "EVENT_HANDLERS"]);

/**
 * Tests run in the worker's own global scope, not in a copy of it, so that they and the packages, which are loaded once,
 * mean the same Date, Error and Array. After each file all that outlives its modules is put back: the packages' state,
 * the environment variables, what was spied on.
 */
export default class Environment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #variables = { ...process.env };
  #exit = process.exit;
  #console = console;

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (OF_JEST.has(symbol.description)) delete globalThis[symbol];
    }
    process.exit = this.#exit;
    globalThis.console = this.#console;
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
    const mongoose = require.cache[require.resolve("mongoose")]?.exports;
    await mongoose?.disconnect();
    mongoose?.deleteModel(/./);
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return globalThis;
  }
}
