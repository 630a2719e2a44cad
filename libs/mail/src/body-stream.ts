import { Readable, Transform } from 'node:stream';

const CHUNK = 16_384;
/** A longer message goes in chunks, so that a line that breaks in its middle is known to have broken there. */
const MOST_AT_ONCE = 65_536;
const LINE_END = Buffer.from('\r\n');
const DOT_ON_A_LINE = Buffer.from('\n.');
/** Some servers take a carriage return alone for the end of a line. Our messages have none; the connection mends it. */
const DOT_AFTER_RETURN = Buffer.from('\r.');

/** A message as a stream that knows how much of it the connection has taken. */
export class BodyStream extends Readable {
  private offset = 0;
  /** True once the connection asked for the first byte: the server answered DATA with 354. */
  begun = false;
  /** True once the last byte was taken. The final dot is written after this, never before. */
  ended = false;

  /** @param message its lines end with CR LF, and nothing else does: as `multipart` writes it */
  constructor(private readonly message: Buffer) {
    super({ highWaterMark: CHUNK });
    // Registered first, so that it is noted before the connection's own listener writes the final dot.
    this.once('end', () => {
      this.ended = true;
    });
  }

  /**
   * The connection pipes a message through a stream that looks at each byte for lines that begin with a dot (RFC 5321
   * section 4.5.2). Searching for them is ten times as fast, so an ordinary message is given past that look, in one
   * piece and already with its dots doubled.
   */
  override pipe<T extends NodeJS.WritableStream>(destination: T, options?: { end?: boolean }): T {
    if (!(destination instanceof Transform) || !this.fitsAtOnce()) return super.pipe(destination, options);
    this.begun = true;
    // The stream ends the last line itself, before the final dot.
    destination.push(withDotsDoubled(this.message.subarray(0, -LINE_END.length)));
    this.offset = this.message.length;
    this.ended = true;
    destination.end();
    return destination;
  }

  private fitsAtOnce(): boolean {
    const { message } = this;
    const ends = message.subarray(-LINE_END.length).equals(LINE_END);
    return message.length <= MOST_AT_ONCE && ends && !message.includes(DOT_AFTER_RETURN);
  }

  override _read(): void {
    this.begun = true;
    const chunk = this.message.subarray(this.offset, this.offset + CHUNK);
    this.offset += chunk.length;
    this.push(chunk.length > 0 ? chunk : null);
  }
}

/** A second dot before each that begins a line. */
function withDotsDoubled(message: Buffer): Buffer {
  const pieces: Buffer[] = message[0] === DOT_ON_A_LINE.at(-1) ? [Buffer.from('.')] : [];
  let from = 0;
  for (let at = message.indexOf(DOT_ON_A_LINE); at >= 0; at = message.indexOf(DOT_ON_A_LINE, at + 1)) {
    const end = at + DOT_ON_A_LINE.length;
    pieces.push(message.subarray(from, end));
    from = end - 1;
  }
  return pieces.length === 0 ? message : Buffer.concat([...pieces, message.subarray(from)]);
}
