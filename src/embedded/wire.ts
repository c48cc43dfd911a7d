import { writeDoc, type WritableDoc } from "./bson/write.js";

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const MAX_MESSAGE_BYTES = 48_000_000;

/** A message from a driver: the command's BSON and the documents that came beside it, by field name. */
export interface Message {
  requestId: number;
  isLegacy: boolean;
  /** Whether the driver wants no answer (write concern 0). */
  isSilent: boolean;
  body: Buffer;
  sequences: Map<string, Buffer[]>;
}

let lastReplyId = 0;

/** Cuts whole messages off what has arrived; `rest` is the beginning of the next one. */
export function splitMessages(arrived: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let at = 0;
  while (arrived.length - at >= HEADER_BYTES) {
    const length = arrived.readInt32LE(at);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new Error(`message of ${length} bytes`);
    if (at + length > arrived.length) break;
    messages.push(arrived.subarray(at, at + length));
    at += length;
  }
  return { messages, rest: arrived.subarray(at) };
}

/** How many bytes the message that begins here needs, as far as that is known. */
export function neededBytes(arrived: Buffer): number {
  return arrived.length < HEADER_BYTES ? HEADER_BYTES : arrived.readInt32LE(0);
}

/** Reads one message: OP_MSG, or OP_QUERY, with which older drivers say hello. Throws on anything else. */
export function readMessage(bytes: Buffer): Message {
  const opCode = bytes.readInt32LE(12);
  const requestId = bytes.readInt32LE(4);
  if (opCode === OP_MSG) return readOpMsg(bytes, requestId);
  if (opCode !== OP_QUERY) throw new Error(`wire operation ${opCode}`);
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const body = documentAt(bytes, nameEnd + 9);
  return { requestId, isLegacy: true, isSilent: false, body, sequences: new Map() };
}

/** The bytes of the answer to a message. */
export function writeReply(message: Message, reply: WritableDoc): Buffer {
  const body = writeDoc(reply);
  const head = message.isLegacy ? legacyHead() : Buffer.alloc(5);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + head.length + body.length, 0);
  header.writeInt32LE((lastReplyId = (lastReplyId + 1) & 0x7fffffff), 4);
  header.writeInt32LE(message.requestId, 8);
  header.writeInt32LE(message.isLegacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, head, body]);
}

function readOpMsg(bytes: Buffer, requestId: number): Message {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  for (let at = HEADER_BYTES + 4; at < end;) {
    if (bytes[at] === 0) {
      body = documentAt(bytes, at + 1);
      at += 1 + body.length;
    } else {
      const size = bytes.readInt32LE(at + 1);
      readSequence(bytes.subarray(at + 5, at + 1 + size), sequences);
      at += 1 + size;
    }
  }
  if (body === undefined) throw new Error("OP_MSG without a body");
  return { requestId, isLegacy: false, isSilent: (flags & MORE_TO_COME) !== 0, body, sequences };
}

function readSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0);
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length; at += (documents.at(-1) as Buffer).length) {
    documents.push(documentAt(section, at));
  }
  sequences.set(section.toString("utf8", 0, nameEnd), documents);
}

function documentAt(bytes: Buffer, at: number): Buffer {
  const length = bytes.readInt32LE(at);
  if (length < 5 || at + length > bytes.length) throw new Error("a document that exceeds its message");
  return bytes.subarray(at, at + length);
}

/** OP_REPLY: flags, cursor id, starting from, one document. */
function legacyHead(): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32LE(8, 0);
  head.writeInt32LE(1, 16);
  return head;
}
