import type { FieldError } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { touchpointForm } from "./configurationForms.js";
import { faultsOfNewKey, readFields, readTyped } from "./pageFields.js";

/** A new touchpoint as typed; without a key the name proposes one. */
export function readNewTouchpoint(body: unknown): Pick<Touchpoint, "key" | "name" | "stage" | "brand"> {
  const { key: typedKey, name = "", stage = "", brand } = readFields(body);
  const key = typedKey || proposeKey(name);
  const faults = name || typedKey ? faultsOfNewKey(key) : []; // without a name that is the only fault to tell
  return {
    key,
    ...readTyped(touchpointForm, typedTouchpoint(name, stage, brand), [...faults, ...faultsOfStage(stage)]),
  };
}

/** What can change of a touchpoint. */
export function readTouchpoint(body: unknown): Pick<Touchpoint, "name" | "stage" | "brand"> {
  const { name = "", stage = "", brand } = readFields(body);
  return readTyped(touchpointForm, typedTouchpoint(name, stage, brand), faultsOfStage(stage));
}

/** The first choice of the list is no brand of its own. */
function typedTouchpoint(name: string, stage: string, brand: string | undefined) {
  return { name, stage, ...(brand && { brand }) };
}

function faultsOfStage(stage: string): FieldError[] {
  return stage ? [] : [{ path: "stage", message: "is required" }];
}
