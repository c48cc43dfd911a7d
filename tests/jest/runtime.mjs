import asyncHooks from "node:async_hooks";
import { createRequire, isBuiltin } from "node:module";
import { types } from "node:util";
import { compileFunction, constants } from "node:vm";

const require = createRequire(import.meta.url);
const { default: JestRuntime } = require("jest-runtime");

/**
 * Packages are loaded once by each worker and by Node itself; our own modules anew for each test file, of which only the
 * compiled text is kept.
 */
export default class Runtime extends JestRuntime {
  constructor(...options) {
    super(...options);
    const parameters = this.executor.injectedModuleParameters;
    this.executor.compile = (source, filename) => compile(source, filename, parameters);
  }

  requireInternalModule(from, name) {
    return name === "node:async_hooks" ? hooksOfJest : super.requireInternalModule(from, name);
  }

  requireModuleOrMock(from, name) {
    if (!isPackage(name)) return super.requireModuleOrMock(from, name);
    return imported(require(this._resolution.resolveEsm(from, name)));
  }
}

/**
 * Says which test runs. Jest's own for each file stays enabled until the worker ends: after fifty files every promise
 * of the product carried fifty of them. Tests of a file run one after the other, so the last one that began is it.
 */
class OneAtATime {
  #store;

  getStore() {
    return this.#store;
  }

  async run(store, work) {
    const outer = this.#store;
    this.#store = store;
    try {
      return await work();
    } finally {
      this.#store = outer;
    }
  }
}

const hooksOfJest = { ...asyncHooks, AsyncLocalStorage: OneAtATime };

function isPackage(name) {
  return !/^[./]/.test(name) && !isBuiltin(name) && name !== "@jest/globals";
}

const namespaces = new Map();

/** What an import statement gets in Node: of a CommonJS package its exports are the default. */
function imported(exports) {
  if (types.isModuleNamespaceObject(exports)) return exports;
  let namespace = namespaces.get(exports);
  if (!namespace) {
    namespace = Object.create(exports, { __esModule: { value: true }, default: { value: exports } });
    namespaces.set(exports, namespace);
  }
  return namespace;
}

const compiled = new Map();

function compile(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.run;
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const run = compileFunction(source, parameters, { filename, importModuleDynamically });
  compiled.set(filename, { source, run });
  return run;
}
