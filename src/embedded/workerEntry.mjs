// A thread does not inherit `--import tsx`, so it registers tsx itself before it loads TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
