import { Readable } from 'node:stream';

const CHUNK = 16_384;

/** A message as a stream that knows how much of it the connection has taken. */
export class BodyStream extends Readable {
  private offset = 0;
  /** True once the connection asked for the first byte: the server answered DATA with 354. */
  begun = false;
  /** True once the last byte was taken. The final dot is written after this, never before. */
  ended = false;

  constructor(private readonly message: Buffer) {
    super({ highWaterMark: CHUNK });
    // Registered first, so that it is noted before the connection's own listener writes the final dot.
    this.once('end', () => {
      this.ended = true;
    });
  }

  override _read(): void {
    this.begun = true;
    const chunk = this.message.subarray(this.offset, this.offset + CHUNK);
    this.offset += chunk.length;
    this.push(chunk.length > 0 ? chunk : null);
  }
}
