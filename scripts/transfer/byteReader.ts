/** Reads a stream of bytes piece by piece. Every method throws where the stream ends too early. */
export interface ByteReader {
  take: (length: number) => Promise<Buffer>;
  /** The next bytes, which the next call gets again. */
  peek: (length: number) => Promise<Buffer>;
  /** Up to the next line feed, which is taken and left out. */
  line: () => Promise<string>;
  isAtEnd: () => Promise<boolean>;
}

const LINE_FEED = 10;
/** Longer than any header: what has no line feed by then is something else. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** A reader; `onTaken` sees every byte that was taken, in order. */
export function createByteReader(
  stream: AsyncIterable<Uint8Array>,
  onTaken: (bytes: Buffer) => void,
): ByteReader {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  const grow = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    rest = rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([rest, next.value]);
    return true;
  };
  const peek = async (length: number): Promise<Buffer> => {
    while (rest.length < length) if (!(await grow())) throw new Error("it ends too early");
    return rest.subarray(0, length);
  };
  const take = async (length: number): Promise<Buffer> => {
    const taken = await peek(length);
    rest = rest.subarray(length);
    onTaken(taken);
    return taken;
  };
  const line = async (): Promise<string> => {
    let end = rest.indexOf(LINE_FEED);
    while (end < 0) {
      if (rest.length > LONGEST_LINE || !(await grow())) throw new Error("a line does not end");
      end = rest.indexOf(LINE_FEED);
    }
    return (await take(end + 1)).subarray(0, end).toString("utf8");
  };
  const isAtEnd = async (): Promise<boolean> => rest.length === 0 && !(await grow());
  return { take, peek, line, isAtEnd };
}
