import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";

/** Who may import whom, by the first folder under src. `afterword.ts` puts everything together. */
const MAY_IMPORT: Record<string, string[]> = {
  web: ["web", "domain", "store", "channels", "records", "lib"],
  worker: ["worker", "domain", "store", "channels", "records", "lib"],
  domain: ["domain", "store", "channels", "records", "lib"],
  channels: ["channels", "store", "records", "lib"],
  store: ["store", "records", "lib"],
  embedded: ["embedded"],
  records: ["records"],
  lib: ["lib"],
  "config.ts": ["lib"],
  "afterword.ts": ["web", "worker", "domain", "store", "channels", "embedded", "lib", "config.ts"],
  "main.ts": ["afterword.ts", "config.ts"],
};

/** Packages and names that live in one place only. */
const HOMES: { what: string; pattern: RegExp; homes: RegExp }[] = [
  { what: "Mongoose", pattern: /^(mongoose|mongodb)$/, homes: /^store\// },
  { what: "Express", pattern: /^(express|express-session|express-handlebars)$/, homes: /^web\// },
];

/** Values in, decision out: these may import types, other pure files and lib, but no store and no channel. */
const PURE = /^domain\/[^/]+\/(rules|formulas|states|\w+Rules)\.ts$/;

/** A channel reads no collection but the outbox, and the domain knows channels only as types and errors. */
const MAX_LINES = 250;

const root = join(import.meta.dirname, "..");
const src = join(root, "src");
const faults: string[] = [];

for (const path of listFiles(src)) checkFile(path);

if (faults.length > 0) {
  console.error(faults.join("\n"));
  console.error(`architecture: ${faults.length} faults`);
  process.exit(1);
}
console.log("architecture: fine");

function checkFile(path: string): void {
  const name = relative(src, path);
  const text = readFileSync(path, "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const lines = text.split("\n").length - 1;
  if (lines > MAX_LINES) faults.push(`${name}: ${lines} lines, ${MAX_LINES} at most`);
  for (const { module, isTypeOnly } of importsOf(source)) checkImport(name, module, isTypeOnly);
  checkGlobals(name, source);
}

function checkImport(name: string, module: string, isTypeOnly: boolean): void {
  for (const { what, pattern, homes } of HOMES) {
    if (pattern.test(module) && !homes.test(name)) faults.push(`${name}: ${what} may not be imported here`);
  }
  if (!module.startsWith(".")) {
    if (name.startsWith("records/")) faults.push(`${name}: records import nothing`);
    return;
  }
  const target = normalize(join(dirname(name), module)).replace(/\.js$/, ".ts");
  const from = layerOf(name);
  const to = layerOf(target);
  if (!MAY_IMPORT[from]?.includes(to)) faults.push(`${name}: ${from} may not import ${to} (${module})`);
  if (from === "web" && to === "store" && /Schema\.ts$/.test(target))
    faults.push(`${name}: schemas stay in the store`);
  const isImpure =
    to === "store" ||
    (to === "channels" && !isTypeOnly) ||
    (to === "domain" && !isPureFile(target) && !isTypeOnly);
  if (PURE.test(name) && isImpure && !isTypeOnly)
    faults.push(`${name}: is pure and may not import ${target}`);
}

function isPureFile(target: string): boolean {
  return PURE.test(target) || /^domain\/[^/]+\/texts\//.test(target);
}

/** `process.env` only in config.ts, the clock only in lib/clock.ts. */
function checkGlobals(name: string, source: ts.SourceFile): void {
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText(source);
      if (text === "process.env" && name !== "config.ts")
        faults.push(`${name}: process.env is read in config.ts only`);
      if (text === "Date.now" && name !== "lib/clock.ts")
        faults.push(`${name}: the time is read in lib/clock.ts only`);
    }
    const isNow =
      ts.isNewExpression(node) && node.expression.getText(source) === "Date" && !node.arguments?.length;
    if (isNow && name !== "lib/clock.ts") faults.push(`${name}: the time is read in lib/clock.ts only`);
    ts.forEachChild(node, visit);
  };
  if (!name.startsWith("embedded/")) visit(source); // a database server has its own clock
}

function importsOf(source: ts.SourceFile): { module: string; isTypeOnly: boolean }[] {
  const found: { module: string; isTypeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier)) {
      const module = (node.moduleSpecifier as ts.StringLiteral).text;
      const isTypeOnly = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      found.push({ module, isTypeOnly });
    }
    const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const [argument] = isDynamic ? node.arguments : [];
    if (argument && ts.isStringLiteral(argument)) found.push({ module: argument.text, isTypeOnly: false });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function layerOf(name: string): string {
  return name.split("/")[0]!;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}
