import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createWorld, type Browser, type World } from "../../world.js";
import { formFields } from "./formFields.js";
import { textOf } from "./pages.js";

describe("the page of the suppression list", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
  });
  afterAll(() => world.close());

  const page = async (path = "/suppressions") => textOf((await mara.get(path)).text);

  it("says what it is for while nobody stands on it", async () => {
    expect(await page()).toContain("Nobody is on the list");
  });

  it("takes an address or a domain and gives it back", async () => {
    await mara.post("/suppressions", { address: "@Example.com" });
    expect(await page()).toContain(
      "@example.com whole domain Email Put on the list by Mara 1 Sep 2037, 10:00",
    );
    const fields = { channel: "email", address: "@example.com" };
    await mara.post("/suppressions/removal", fields, "/suppressions");
    expect(await page()).toContain("@example.com is off the list.");
    expect(await page()).toContain("Nobody is on the list");
  });

  it("says beside the field that an address is none", async () => {
    const answer = await mara.post("/suppressions", { address: "<b>nobody</b>" });
    expect(answer.status).toBe(400);
    expect(textOf(answer.text)).toContain("must be an email address, a domain such as @example.com");
    expect(answer.text).not.toContain("<b>nobody</b>");
  });

  it("imports what is pasted, and shows the bad lines with what was pasted", async () => {
    await mara.post(
      "/suppressions/import",
      { text: "address\nana@example.com\nben@example.com" },
      "/suppressions",
    );
    expect(await page()).toContain("2 addresses read, 2 of them new on the list.");
    const answer = await mara.post("/suppressions/import", { text: "address\nnobody" }, "/suppressions");
    expect(answer.status).toBe(400);
    expect(textOf(answer.text)).toContain('line 2: "nobody" must be an email address');
    expect(answer.text).toContain("address\nnobody</textarea>");
  });

  it("imports a file that a browser sends, and refuses one from elsewhere", async () => {
    const send = (token: string) => {
      const body = [
        "------WebKitFormBoundary7MA4YWxkTrZu0gW",
        'Content-Disposition: form-data; name="_csrf"',
        "",
        token,
        "------WebKitFormBoundary7MA4YWxkTrZu0gW",
        'Content-Disposition: form-data; name="file"; filename="list.csv"',
        "Content-Type: text/csv",
        "",
        "address\r\ncleo@example.com",
        "------WebKitFormBoundary7MA4YWxkTrZu0gW--",
        "",
      ].join("\r\n");
      return mara.raw(
        "/suppressions/import",
        "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW",
        body,
      );
    };
    const token = formFields((await mara.get("/suppressions")).text, "/suppressions/import")["_csrf"]!;
    expect((await send("forged")).status).toBe(403);
    expect((await send(token)).status).toBe(303);
    expect(await page()).toContain("cleo@example.com");
  });

  it("finds by address and exports", async () => {
    await mara.post(
      "/suppressions/import",
      { text: "address\nana@example.com\n+14155550123" },
      "/suppressions",
    );
    const found = await page("/suppressions?search=ana%40example.com");
    expect(found).toContain("ana@example.com");
    expect(found).not.toContain("+14155550123 SMS");
    const file = await mara.get("/suppressions/export");
    expect(file.headers["content-disposition"]).toContain("suppressions.csv");
    expect(file.text).toContain("ana@example.com");
  });
});
