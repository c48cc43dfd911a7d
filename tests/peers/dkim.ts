import { createHash, verify, type KeyObject } from "node:crypto";

/** Whether a raw mail bears a valid DKIM signature (RFC 6376, relaxed/relaxed), and which headers it covers. */
export function isSignedBy(raw: Buffer, key: KeyObject): { isValid: boolean; headers: string[] } {
  const [, head, body] = raw.toString("latin1").match(/^([\s\S]*?\r\n)\r\n([\s\S]*)$/)!;
  const fields = head!.match(/^[\w-]+:.*\r\n(?:[ \t].*\r\n)*/gm)!;
  const field = (name: string) => fields.findLast((one) => one.toLowerCase().startsWith(`${name}:`));
  const signature = field("dkim-signature");
  if (!signature) return { isValid: false, headers: [] };
  const tags = new Map(
    relaxed(signature)
      .replace(/^dkim-signature:/, "")
      .split(";")
      .map(
        (tag) =>
          tag
            .trim()
            .match(/^(\w+)=([\s\S]*)$/)
            ?.slice(1) ?? ["", ""],
      )
      .map(([name, value]) => [name, value!.replace(/\s/g, "")] as const),
  );
  const headers = tags.get("h")!.toLowerCase().split(":");
  const isBody =
    createHash("sha256").update(relaxedBody(body!), "latin1").digest("base64") === tags.get("bh");
  const own = relaxed(signature).replace(/\bb=[^;]*/, "b=");
  const signed =
    headers.flatMap((name) => (field(name) ? [`${relaxed(field(name)!)}\r\n`] : [])).join("") + own;
  const isHead = verify(
    "RSA-SHA256",
    Buffer.from(signed, "latin1"),
    key,
    Buffer.from(tags.get("b")!, "base64"),
  );
  return { isValid: isBody && isHead, headers: headers.filter(field) };
}

function relaxed(field: string): string {
  const [, name, value] = field.match(/^([\w-]+)\s*:([\s\S]*)$/)!;
  return `${name!.toLowerCase()}:${value!
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim()}`;
}

function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  return `${lines.join("\r\n").replace(/(\r\n)+$/, "")}\r\n`;
}
