import { describe, expect, it } from "@jest/globals";
import { networkOf } from "../../src/lib/networkOf.js";

describe("the network of an address", () => {
  it("is an IPv4 address itself", () => {
    expect(networkOf("192.0.2.7")).toBe("192.0.2.7");
    expect(networkOf("::ffff:192.0.2.7")).toBe("::ffff:192.0.2.7");
  });

  it("is the same for all IPv6 addresses of one subscriber", () => {
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(networkOf("2001:db8:1:2::9")).toBe("2001:db8:1:2::/64");
    expect(networkOf("2001:db8::9")).toBe("2001:db8:0:0::/64");
    expect(networkOf("::1")).toBe("0:0:0:0::/64");
  });
});
