/** Express takes a number of hops, a list of addresses, or true. */
export function toTrustProxy(text: string | undefined): boolean | number | string {
  if (!text || text === "false") return false;
  if (text === "true") return true;
  return /^\d+$/.test(text) ? Number(text) : text;
}
