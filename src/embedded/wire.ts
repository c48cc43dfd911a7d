const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const MORE_TO_COME = 2;
/** The flags that a receiver may leave aside stand in the upper half; of the lower one only this is understood. */
const UNKNOWN_FLAGS = 0xffff & ~MORE_TO_COME;
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

/** Puts together what arrives in pieces, and hands on each whole message. Throws where it is none. */
export function messageReader(onMessage: (message: Message) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let size = 0;
  let needed = HEADER_BYTES;
  return (piece) => {
    pieces.push(piece);
    size += piece.length;
    // a large message comes in many pieces; joining them at each would take quadratic time
    if (size < needed) return;
    let rest = Buffer.concat(pieces);
    while ((needed = neededBytes(rest)) <= rest.length) {
      onMessage(readMessage(rest.subarray(0, needed)));
      rest = rest.subarray(needed);
    }
    pieces = [rest];
    size = rest.length;
  };
}

/** The bytes of the answer to a message. */
export function frameReply(message: Message, body: Buffer): Buffer {
  const head = Buffer.alloc(message.isLegacy ? 20 : 5);
  // OP_REPLY begins with flags (8: it can await), cursor id, place and number of documents
  if (message.isLegacy) head.writeInt32LE(1, head.writeInt32LE(8, 0) + 12);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + head.length + body.length, 0);
  header.writeInt32LE((lastReplyId = (lastReplyId + 1) & 0x7fffffff), 4);
  header.writeInt32LE(message.requestId, 8);
  header.writeInt32LE(message.isLegacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, head, body]);
}

function neededBytes(arrived: Buffer): number {
  if (arrived.length < HEADER_BYTES) return HEADER_BYTES;
  const length = arrived.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new Error(`message of ${length} bytes`);
  return length;
}

/** Reads one message: OP_MSG, or OP_QUERY, with which drivers say hello. Throws on anything else. */
function readMessage(bytes: Buffer): Message {
  const opCode = bytes.readInt32LE(12);
  const message = { requestId: bytes.readInt32LE(4), isLegacy: opCode === OP_QUERY, isSilent: false };
  if (opCode === OP_MSG) return { ...message, ...readSections(bytes) };
  if (opCode !== OP_QUERY) throw new Error(`wire operation ${opCode}`);
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  return { ...message, body: documentAt(bytes, nameEnd + 9), sequences: new Map() };
}

function readSections(bytes: Buffer): Pick<Message, "isSilent" | "body" | "sequences"> {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if (flags & UNKNOWN_FLAGS) throw new Error(`wire flags ${flags}`);
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  for (let at = HEADER_BYTES + 4; at < bytes.length;) {
    // a section: 0 and the body, or 1 and a list with its size
    const size = bytes.readInt32LE(at + 1);
    if (bytes[at] === 0) body = documentAt(bytes, at + 1);
    else readSequence(bytes.subarray(at + 5, at + 1 + size), sequences);
    at += 1 + size;
  }
  if (body === undefined) throw new Error("OP_MSG without a body");
  return { isSilent: (flags & MORE_TO_COME) !== 0, body, sequences };
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
