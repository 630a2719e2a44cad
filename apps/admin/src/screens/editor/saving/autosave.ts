import { type ArticleContent, canonicalContent, canonicalJson, mergeContents } from '#document';
import type { Base, Conflict, LocalCopy, SaveAnswer, SaveState } from './save-types';

/** What autosave needs of the world around it. */
export interface AutosavePorts {
  /** The text as it stands now. */
  content(): ArticleContent;
  /** Puts words of others, which collide with none of ours, into the text that is being written. */
  adopt(content: ArticleContent, by: string): void;
  save(base: Base, content: ArticleContent): Promise<SaveAnswer>;
  /** Keeps a copy on this computer. Never throws: an edit goes on where nothing can be kept. */
  keep(copy: LocalCopy): Promise<void>;
  forget(): Promise<void>;
  /** Calls back after so many milliseconds; the answer takes it back. */
  later(milliseconds: number, act: () => void): () => void;
  now(): number;
}

/** Saved when the hands rest this long, and at the latest after `LATEST` of typing without a rest. */
const REST = 1_200;
const LATEST = 10_000;
/** Milliseconds within which a change stands on this computer. */
const KEEP_WITHIN = 250;
/** Milliseconds to the next attempt after the server could not be reached. */
const RETRY = [2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Saves what is written, one save at a time. Order of safety: the copy on this computer is written with every change,
 * the save follows; the copy goes only after the server has those very words. A base that moved is merged; where two
 * edits collide nothing is saved until a person has chosen.
 */
export class Autosave {
  private current: SaveState;
  private readonly listeners = new Set<() => void>();
  private changes = 0;
  private firstUnsavedAt: number | undefined;
  private attempts = 0;
  private running: Promise<void> | undefined;
  private cancelTimer: (() => void) | undefined;
  private cancelKeeping: (() => void) | undefined;
  private stopped = false;

  constructor(
    private base: Base,
    savedAt: string,
    private readonly ports: AutosavePorts,
  ) {
    this.current = { kind: 'saved', at: savedAt };
  }

  get state(): SaveState {
    return this.current;
  }

  /** The revision the text stands on now. */
  get standsOn(): Base {
    return this.base;
  }

  /** True while the server does not have everything. */
  get isUnsaved(): boolean {
    return this.firstUnsavedAt !== undefined;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Something was written. */
  changed(): void {
    this.changes += 1;
    this.firstUnsavedAt ??= this.ports.now();
    this.cancelKeeping ??= this.ports.later(KEEP_WITHIN, () => this.keepNow());
    if (this.current.kind === 'conflict') return;
    if (this.current.kind === 'saved' || this.current.kind === 'refused') this.enter({ kind: 'changed' });
    this.schedule(Math.max(0, Math.min(REST, this.firstUnsavedAt + LATEST - this.ports.now())));
  }

  /** Saves at once what is not saved; resolves when the server has answered. */
  async flush(): Promise<void> {
    this.cancelTimer?.();
    while (this.running) await this.running;
    if (!this.isUnsaved || this.current.kind === 'conflict') return;
    this.running = this.saveOnce().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  /** A copy that an earlier visit left on this computer is taken up, and merged when the server went on without it. */
  takeUp(copy: LocalCopy, by: string): void {
    this.firstUnsavedAt = this.ports.now();
    if (copy.base.contentHash === this.base.contentHash) {
      this.ports.adopt(copy.content, '');
      this.changed();
      return;
    }
    this.bringTogether(copy.base.content, copy.content, { kind: 'stale', theirs: this.base, by });
  }

  /** Goes on with the text that a person chose out of two that collided. */
  resolve(content: ArticleContent): void {
    if (this.current.kind !== 'conflict') return;
    this.base = this.current.conflict.theirs;
    this.enter({ kind: 'changed' });
    this.ports.adopt(content, '');
    this.changed();
    void this.flush();
  }

  /** Keeps what is unsaved on this computer at once: the page may be gone in a moment. */
  keepNow(): void {
    this.cancelKeeping?.();
    this.cancelKeeping = undefined;
    if (!this.isUnsaved) return;
    const content = this.current.kind === 'conflict' ? this.current.conflict.mine : this.ports.content();
    void this.ports.keep({ base: this.base, content, keptAt: this.ports.now() });
  }

  /** The last save of a visit: after it nothing is scheduled any more. */
  stop(): void {
    this.keepNow();
    this.cancelTimer?.();
    void this.flush();
    this.stopped = true;
  }

  private schedule(milliseconds: number): void {
    this.cancelTimer?.();
    if (this.stopped) return;
    this.cancelTimer = this.ports.later(milliseconds, () => void this.flush());
  }

  private async saveOnce(): Promise<void> {
    const upTo = this.changes;
    const content = this.ports.content();
    this.enter({ kind: 'saving' });
    const answer = await this.ports.save(this.base, content);
    if (answer.kind === 'saved') return this.saved(answer, content, upTo);
    if (answer.kind === 'stale') return this.bringTogether(this.base.content, this.ports.content(), answer);
    if (answer.kind === 'refused') return this.enter(answer);
    this.enter({ kind: answer.kind === 'away' ? 'offline' : 'signedOut' });
    this.schedule(RETRY[Math.min(this.attempts, RETRY.length - 1)]!);
    this.attempts += 1;
  }

  private async saved(
    { revisionId, contentHash, savedAt }: Extract<SaveAnswer, { kind: 'saved' }>,
    content: ArticleContent,
    upTo: number,
  ): Promise<void> {
    this.base = { revisionId, contentHash, content: canonicalContent(content) };
    this.attempts = 0;
    if (this.changes > upTo) {
      // Written on while the save was under way: the copy now stands on the new base.
      this.firstUnsavedAt = this.ports.now();
      this.keepNow();
      this.enter({ kind: 'changed' });
      return this.schedule(REST);
    }
    this.firstUnsavedAt = undefined;
    this.cancelKeeping?.();
    this.cancelKeeping = undefined;
    this.enter({ kind: 'saved', at: savedAt });
    await this.ports.forget();
    // Something written while the copy was being removed has lost its copy.
    if (this.isUnsaved) this.keepNow();
  }

  private bringTogether(
    base: ArticleContent,
    mine: ArticleContent,
    { theirs, by }: Extract<SaveAnswer, { kind: 'stale' }>,
  ): void {
    const merge = mergeContents(base, mine, theirs.content);
    if (!merge.merged || merge.conflicts.length > 0) {
      this.enter({ kind: 'conflict', conflict: { base, mine, theirs, by, merge } satisfies Conflict });
      return;
    }
    this.base = theirs;
    this.ports.adopt(merge.merged, by);
    if (sameContent(merge.merged, theirs.content)) this.alreadyThere();
    else {
      this.enter({ kind: 'changed' });
      this.changed();
      this.schedule(0);
    }
  }

  /** The server has every word already, by another way. */
  private alreadyThere(): void {
    this.firstUnsavedAt = undefined;
    this.enter({ kind: 'saved', at: new Date(this.ports.now()).toISOString() });
    void this.ports.forget();
  }

  private enter(state: SaveState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

/** Whether two texts are the same to the letter. */
export function sameContent(one: ArticleContent, other: ArticleContent): boolean {
  return canonicalJson(canonicalContent(one)) === canonicalJson(canonicalContent(other));
}
