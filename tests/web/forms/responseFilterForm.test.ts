import { parse } from "node:querystring";
import { describe, expect, it } from "@jest/globals";
import type { ResponseFilter } from "../../../src/records/responseFilter.js";
import { responseFilterForm } from "../../../src/web/forms/responseFilterForm.js";
import { filterAddress } from "../../../src/web/presenters/filterAddress.js";

const TODAY = "2037-09-01";
const read = (address: string) =>
  responseFilterForm(TODAY).safeParse(parse(address.split("?")[1] ?? ""), { reportInput: true });

describe("the filter in an address", () => {
  it("comes back as it was written, whatever its names and values hold", () => {
    const filter: ResponseFilter = {
      touchpoints: ["call", "visit"],
      metric: "nps",
      categories: ["detractor"],
      teams: ["Nord & Süd"],
      agents: ["a=1", "b&2"],
      channels: ["email", "kiosk"],
      languages: ["es-MX"],
      tags: ["too late"],
      sentiments: ["negative"],
      properties: [
        { of: "event", name: "a.b$", values: ["x=y", "100 %"] },
        { of: "customer", name: "plan", values: [""] },
      ],
      text: "50% (off) + .*",
      hasComment: false,
      customer: "ana@example.com",
    };
    const address = filterAddress("/responses", { filter, view: "north", from: "2037-01-01" });
    const expected = { filter, view: "north", from: "2037-01-01", period: null, limit: 50 };
    expect(read(address).data).toEqual(expected);
  });

  it("takes a named period up to today, unless a range is given, and forgives empty fields", () => {
    expect(read("/responses?period=7d&text=&touchpoint=&property=").data).toEqual({
      filter: {},
      period: "7d",
      from: "2037-08-26",
      to: TODAY,
      limit: 50,
    });
    expect(read("/responses?period=7d&from=2007-01-01&to=2037-01-01").data).toMatchObject({
      period: null,
      from: "2007-01-01",
      to: "2037-01-01",
    });
    expect(filterAddress("/r", { filter: {}, period: "7d", from: "2037-08-26", to: TODAY })).toBe(
      "/r?period=7d",
    );
  });

  it.each([
    ["category=detractor&category=nonsense", "category"],
    ["property=plan", "property"],
    ["property=event.=gold", "property"],
    ["property=agent.id=7", "property"],
    ["sentiment=angry", "sentiment"],
    ["comment=maybe", "comment"],
    ["period=8d", "period"],
    ["from=2037-09-02&to=2037-09-01", "to"],
    ["from=yesterday", "from"],
    ["text=a&text=b", "text"],
    ["cursor=nonsense", "cursor"],
  ])("says which parameter is wrong: %s", (query, name) => {
    expect(read(`/responses?${query}`).error?.issues.map(({ path }) => path.join("."))).toEqual([name]);
  });
});
