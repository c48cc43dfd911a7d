import { fileURLToPath } from "node:url";

const rootDir = fileURLToPath(new URL("../..", import.meta.url));
const shared = {
  rootDir,
  runtime: "<rootDir>/tests/jest/runtime.mjs",
  testEnvironment: "<rootDir>/tests/jest/environment.mjs",
  injectGlobals: false,
  moduleFileExtensions: ["ts", "js", "cjs", "mjs", "json"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
};
const withServer = {
  ...shared,
  globalSetup: "<rootDir>/tests/globalSetup.ts",
  globalTeardown: "<rootDir>/tests/globalTeardown.ts",
};

export default {
  rootDir,
  testTimeout: 30_000,
  maxWorkers: 2,
  projects: [
    {
      ...withServer,
      displayName: "suite",
      testMatch: ["<rootDir>/tests/**/*.test.ts"],
      testPathIgnorePatterns: [
        "<rootDir>/tests/browser/",
        "<rootDir>/tests/proofs/",
        "<rootDir>/tests/differential/",
      ],
    },
    { ...withServer, displayName: "browser", testMatch: ["<rootDir>/tests/browser/**/*.test.ts"] },
    { ...withServer, displayName: "differential", testMatch: ["<rootDir>/tests/differential/**/*.test.ts"] },
    { ...shared, displayName: "proofs", testMatch: ["<rootDir>/tests/proofs/**/*.test.ts"] },
  ],
};
