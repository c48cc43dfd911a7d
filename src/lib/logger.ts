import { pino, type Logger } from "pino";

export type { Logger };

/** The JSON logger. `error` means that a person must act now; lines carry ids, never addresses, comments or tokens. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } });
}
