/** The network of an address to count by: one subscriber has 2^64 IPv6 addresses, and could use a new one each time. */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address; // IPv4, also written as ::ffff:192.0.2.1
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => text.split(":").filter(Boolean);
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
