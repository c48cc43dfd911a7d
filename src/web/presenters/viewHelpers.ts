import { navigation } from "./navigation.js";

/** Small helpers of the templates; anything that decides belongs into a presenter. */
export const viewHelpers = {
  /** Whether two values are the same. */
  eq: (a: unknown, b: unknown) => a === b,
  navigation,
};
