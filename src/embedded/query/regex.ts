import { type BSONRegExp } from "bson";
import { refusal } from "../errors.js";

/**
 * Turns MongoDB's regular expression (PCRE) into JavaScript's where both certainly mean the same: literals, classes,
 * quantifiers, plain groups, `.`, `^` and `$`, flags i, m and s. Everything else is refused.
 */
export function compileRegex(regex: BSONRegExp): RegExp {
  const flags = new Set(regex.options);
  for (const flag of flags) if (!"ims".includes(flag)) throw refusal(`the flag "${flag}" in $regex`);
  try {
    return new RegExp(translate(regex.pattern, flags), flags.has("i") ? "iu" : "u");
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal(`the regular expression /${regex.pattern}/`);
    throw error;
  }
}

function translate(pattern: string, flags: ReadonlySet<string>): string {
  let out = "";
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === "\\") out += escaped(pattern[++i]);
    else if (char === "[") {
      const end = classEnd(pattern, i);
      out += pattern.slice(i, end);
      i = end - 1;
    } else if (char === "(" && pattern[i + 1] === "?") throw refusal("(? groups in $regex");
    else out += anchor(char, flags);
  }
  return out;
}

/** PCRE's `.` stops only at \n, and its `$` also matches before a last \n; JavaScript's do not. */
function anchor(char: string, flags: ReadonlySet<string>): string {
  if (char === ".") return flags.has("s") ? "[\\s\\S]" : "[^\\n]";
  if (char === "^" && flags.has("m")) return "(?<![^\\n])";
  if (char === "$") return flags.has("m") ? "(?=\\n|(?![\\s\\S]))" : "(?=\\n?(?![\\s\\S]))";
  return char;
}

function escaped(char: string | undefined): string {
  if (char === undefined || /[A-Za-z0-9]/.test(char)) throw refusal(`\\${char ?? ""} in $regex`);
  return /[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function classEnd(pattern: string, start: number): number {
  const end = pattern.indexOf("]", start + 2);
  const inside = pattern.slice(start + 1, end);
  if (end < 0 || /[[\\]/.test(inside) || inside === "^") throw refusal(`the class in /${pattern}/`);
  return end + 1;
}
