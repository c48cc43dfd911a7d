import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import * as responseNotes from "../../../src/store/responseNotes.js";
import * as responses from "../../../src/store/responses.js";
import { newId } from "../../../src/lib/ids.js";
import { createWorld, type Browser, type World } from "../../world.js";
import { aResponse, linkOf, textOf } from "./pages.js";

describe("the page of an answer", () => {
  let world: World;
  let mara: Browser;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    await world.reset();
    mara = await world.signIn(world.mara);
    await responses.insert(
      aResponse({
        id: "r1",
        day: "2037-08-20",
        score: 2,
        comment: "<b>late</b>",
        agent: { id: "a1", name: "Sam Ortiz" },
        team: "North",
        properties: { cost$: 7, topic: "invoice" },
        segment: { plan: "gold" },
        flags: ["scanner"],
        case: "case-1",
      }),
    );
  });
  afterAll(() => world.close());

  it("tells everything about it, and leads to the case and to all answers that share a property", async () => {
    const { text } = await mara.get("/responses/r1");
    expect(text).toContain("&lt;b&gt;late&lt;/b&gt;");
    for (const said of ["Sam Ortiz", "North", "gold", "invoice", "by a program, not a browser"])
      expect(textOf(text)).toContain(said);
    expect(linkOf(text, "/cases/case-1")).toBeTruthy();
    const alike = await mara.get(linkOf(text, "/responses?property=event.cost"));
    expect(alike.status).toBe(200);
    expect(linkOf(alike.text, "/responses/r1")).toBeTruthy();
  });

  it("does not exist for an unknown id", async () => {
    expect((await mara.get("/responses/nobody")).status).toBe(404);
    expect((await mara.post("/responses/nobody/tags", { tag: "x" }, "/responses/r1")).status).toBe(404);
  });

  it("takes tags in lower case, shows them in the list, and takes them off again", async () => {
    const added = await mara.post("/responses/r1/tags", { tag: "  Call   BACK " }, "/responses/r1");
    expect(added.status).toBe(303);
    await mara.post("/responses/r1/tags", { tag: "call back" }, "/responses/r1");
    expect((await responses.get("r1")).tags).toEqual(["call back"]);
    const list = (await mara.get("/responses?tag=Call+back")).text;
    expect(linkOf(list, "/responses/r1")).toBeTruthy();
    await mara.post("/responses/r1/tags/removal", { tag: "call back" }, "/responses/r1");
    expect((await responses.get("r1")).tags).toEqual([]);
    expect(textOf((await mara.get("/responses/r1")).text)).toContain("Taken off by hand");
  });

  it("keeps a wrong tag in its field and says what is wrong", async () => {
    const long = "x".repeat(41);
    const page = await mara.post("/responses/r1/tags", { tag: long }, "/responses/r1");
    expect(page.status).toBe(400);
    expect(page.text).toContain('id="tag-error">must have 40 characters at most<');
    expect(page.text).toContain(`value="${long}"`);
    expect((await mara.post("/responses/r1/tags", { tag: " " }, "/responses/r1")).status).toBe(400);
  });

  it("writes a note once, however often the button is pressed, and not an empty one", async () => {
    const note = { id: newId(world.clock.now()), text: "Asked Sam <about> it" };
    await mara.post("/responses/r1/notes", note, "/responses/r1");
    await mara.post("/responses/r1/notes", note, "/responses/r1");
    expect(await responseNotes.list("r1")).toMatchObject([{ by: "mara", customer: "ana", text: note.text }]);
    expect((await mara.get("/responses/r1")).text).toContain("Asked Sam &lt;about&gt; it");
    const empty = await mara.post("/responses/r1/notes", { ...note, text: " " }, "/responses/r1");
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('id="text-error">must not be empty<');
  });
});
