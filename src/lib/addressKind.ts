import { BlockList, isIPv6 } from "node:net";

/** Everybody's: reachable from anywhere. Private: this machine or its own network. Never: no program of anybody's. */
export type AddressKind = "public" | "private" | "never";

const PRIVATE = blockList([
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["::1", 128],
  ["fc00::", 7],
  ["64:ff9b::", 96], // stands for an IPv4 address, which may be any
  ["64:ff9b:1::", 48],
  ["2002::", 16],
]);

/** Link-local holds the metadata service of every cloud, which gives away the machine's own credentials. */
const NEVER = blockList([
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 3],
  ["::", 128],
  ["fe80::", 10],
  ["ff00::", 8],
  ["fd00:ec2::254", 128],
]);

/** What kind of IP address it is; IPv4 written as IPv6 counts as what it stands for. */
export function addressKind(address: string): AddressKind {
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  if (NEVER.check(address, family)) return "never";
  return PRIVATE.check(address, family) ? "private" : "public";
}

function blockList(subnets: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv6(net) ? "ipv6" : "ipv4");
  return list;
}
