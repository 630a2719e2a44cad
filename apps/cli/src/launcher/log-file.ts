import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const LARGEST = 20 * 1024 * 1024;
const LOOK_MS = 200;

/**
 * A file that a child writes to by itself, and that is read along here. A pipe would break when the launcher is killed,
 * and the child would die of it in the middle of its shutdown.
 */
export class LogFile {
  private readonly decoder = new StringDecoder('utf8');
  private readonly input: number;
  private readonly timer: NodeJS.Timeout;
  private offset: number;
  private rest = '';

  constructor(
    private readonly path: string,
    private readonly onLine: (line: string) => void,
  ) {
    closeSync(openSync(path, 'a', 0o600));
    this.offset = sizeOf(path);
    this.input = openSync(path, 'r');
    this.timer = setInterval(() => this.read(), LOOK_MS);
  }

  /** A descriptor to write to, for one child. Close it once the child has it. */
  openForWriting(): number {
    return openSync(this.path, 'a', 0o600);
  }

  /** Ends the reading, when no child writes any more. */
  close(): void {
    clearInterval(this.timer);
    this.read();
    closeSync(this.input);
    // Now, and not at a start: then a process may hold it open already.
    if (sizeOf(this.path) > LARGEST) renameSync(this.path, `${this.path}.1`);
  }

  /** Passes on every whole line that was written since the last time. */
  read(): void {
    const chunk = Buffer.alloc(64 * 1024);
    for (let n = this.next(chunk); n > 0; n = this.next(chunk)) {
      const lines = (this.rest + this.decoder.write(chunk.subarray(0, n))).split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') this.onLine(line);
    }
  }

  private next(chunk: Buffer): number {
    const n = readSync(this.input, chunk, 0, chunk.length, this.offset);
    this.offset += n;
    return n;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
