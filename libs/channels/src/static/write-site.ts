import type { Manifest } from './manifest.js';
import type { OpenSite, SiteFile } from './site-files.js';
import { type Target, TargetRefused, type Writing } from './target.js';

/** What an export did. */
export interface WrittenSite {
  readonly generation: bigint;
  readonly staleAt: Date | null;
  /** Files that stand there now. */
  readonly files: number;
  /** Of these, written because they are new or another one. */
  readonly written: number;
  /** Files that were there before and are no more. */
  readonly removed: number;
}

/** Thrown when another worker may have taken the work over. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

/**
 * Brings a place to the state of a site: writes what differs, and nothing when nothing does. A state that is older than
 * the one that stands there changes nothing.
 *
 * @param isHeld false once another worker may be at it: then nothing more is changed
 * @throws TargetRefused, TakenOver
 */
export async function writeSite(
  target: Target,
  siteId: string,
  site: OpenSite,
  isHeld: () => boolean,
): Promise<WrittenSite> {
  const old = await target.manifest();
  refuseForeign(old, siteId);
  const said = { generation: site.generation, staleAt: site.staleAt };
  const before = old?.begun ? {} : (old?.files ?? {});
  if (old && !old.begun && BigInt(old.generation) > site.generation) {
    return { ...said, generation: BigInt(old.generation), files: Object.keys(before).length, written: 0, removed: 0 };
  }
  const change = new Change(target, old, { siteId, generation: String(site.generation) }, isHeld);
  try {
    const files = await change.take(site.files(), before);
    const removed = Object.keys(old?.files ?? {}).filter((path) => !Object.hasOwn(files, path));
    const manifest: Manifest = { version: 1, siteId, generation: String(site.generation), files };
    await change.end(manifest, removed);
    return { ...said, files: Object.keys(files).length, written: change.written, removed: removed.length };
  } catch (error) {
    await change.abandon();
    throw error;
  }
}

function refuseForeign(old: Manifest | null, siteId: string): void {
  if (!old || old.siteId === siteId) return;
  throw new TargetRefused('Another site stands there. Choose a place of its own for this one.');
}

/** Names with slashes between; none is empty or only dots, so that nothing leads out of the place. */
const PATH = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\0\\/]+(?:\/[^\0\\/]+)*$/;

/** The change of one place, begun only when there is something to change. */
class Change {
  written = 0;
  private writing: Writing | undefined;

  constructor(
    private readonly target: Target,
    private readonly old: Manifest | null,
    private readonly next: Pick<Manifest, 'siteId' | 'generation'>,
    private readonly isHeld: () => boolean,
  ) {}

  /** Writes what differs from what was there before; the hash of every file by its path. */
  async take(
    files: AsyncIterable<SiteFile>,
    before: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    const busy = new Set<Promise<void>>();
    let failed: { error: unknown } | undefined;
    let kind: SiteFile['kind'] | undefined;
    for await (const file of files) {
      if (!PATH.test(file.path)) throw new Error(`${file.path} is no path of a site.`);
      if (Object.hasOwn(hashes, file.path)) throw new Error(`Two files of a site want the path ${file.path}.`);
      hashes[file.path] = file.hash;
      if (before[file.path] === file.hash) continue;
      // What leads to a text follows when the text is there.
      if (kind !== file.kind) await Promise.all(busy);
      kind = file.kind;
      const writing = await this.begun();
      const put = this.put(writing, file).catch((error) => {
        failed ??= { error };
      });
      busy.add(put);
      void put.then(() => busy.delete(put));
      if (busy.size >= writing.atOnce) await Promise.race(busy);
      if (failed) break;
    }
    await Promise.all(busy);
    if (failed) throw failed.error;
    return hashes;
  }

  async end(manifest: Manifest, removed: readonly string[]): Promise<void> {
    const isSame = this.written === 0 && removed.length === 0 && this.old !== null && !this.old.begun;
    if (isSame && this.old!.generation === manifest.generation) return;
    await this.refuseOlder(manifest);
    this.stillHeld();
    if (isSame) return this.target.note(manifest);
    await (await this.begun()).finish(manifest, removed);
  }

  async abandon(): Promise<void> {
    await this.writing?.abandon().catch(() => undefined);
  }

  /** What stood still for a while may be overtaken by now. */
  private async refuseOlder({ generation }: Manifest): Promise<void> {
    const now = await this.target.manifest();
    if (now && !now.begun && BigInt(now.generation) > BigInt(generation))
      throw new TakenOver('A later state stands there.');
  }

  private async begun(): Promise<Writing> {
    this.writing ??= await this.target.begin(this.old, this.next);
    return this.writing;
  }

  private async put(writing: Writing, file: SiteFile): Promise<void> {
    this.stillHeld();
    await writing.put(file);
    this.written += 1;
  }

  private stillHeld(): void {
    if (!this.isHeld()) throw new TakenOver('Another worker may have taken this export over.');
  }
}
