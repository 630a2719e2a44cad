import { describe, expect, it } from '@jest/globals';
import { type ArticleContent, build as b, contentHash } from '#document';
import { Autosave, type AutosavePorts } from './autosave';
import type { Base, LocalCopy, SaveAnswer } from './save-types';

const START = '2026-11-22T09:00:00.000Z';
const text = (...paragraphs: string[]): ArticleContent =>
  b.content(b.doc(...paragraphs.map((words) => b.p(words))), { title: 'Knee' });
const baseOf = (revisionId: string, content: ArticleContent): Base => ({
  revisionId,
  contentHash: contentHash(content),
  content,
});

/** A server that saves by compare-and-set, a clock that is moved by hand, and a text that is written by hand. */
class World implements AutosavePorts {
  text = text('one', 'two', 'three');
  server = baseOf('r1', this.text);
  time = 0;
  kept: LocalCopy | undefined;
  adopted: string[] = [];
  reachable = true;
  inFlight = 0;
  mostInFlight = 0;
  saves = 0;
  private timers: { at: number; act: () => void }[] = [];
  readonly autosave = new Autosave(this.server, START, this);

  content = () => this.text;
  now = () => this.time;
  adopt = (content: ArticleContent, by: string) => {
    this.text = content;
    this.adopted.push(by);
  };
  keep = async (copy: LocalCopy) => {
    this.kept = copy;
  };
  forget = async () => {
    this.kept = undefined;
  };
  later = (milliseconds: number, act: () => void) => {
    const timer = { at: this.time + milliseconds, act };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  };
  save = async (base: Base, content: ArticleContent): Promise<SaveAnswer> => {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await settle();
    this.inFlight -= 1;
    if (!this.reachable) return { kind: 'away' };
    if (base.contentHash !== this.server.contentHash) return { kind: 'stale', theirs: this.server, by: 'Maria' };
    this.saves += 1;
    this.server = baseOf(`r${this.saves + 1}`, content);
    const { revisionId, contentHash: hash } = this.server;
    return { kind: 'saved', revisionId, contentHash: hash, savedAt: START };
  };

  write(...paragraphs: string[]): void {
    this.text = text(...paragraphs);
    this.autosave.changed();
  }

  /** Moves the clock and lets everything that is due happen, again and again until nothing is. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    await settle();
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.act();
      await settle();
      await settle();
    }
    this.time = end;
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('autosave', () => {
  it('saves once the hands rest, and forgets the copy only then', async () => {
    const world = new World();
    world.write('one', 'two', 'three and more');
    await world.pass(300);
    expect(world.kept?.content).toEqual(world.text);
    await world.pass(700);
    expect([world.saves, world.autosave.state.kind]).toEqual([0, 'changed']);
    await world.pass(500);
    expect([world.saves, world.autosave.state.kind, world.kept]).toEqual([1, 'saved', undefined]);
  });

  it('saves within ten seconds of typing without a rest, and never two saves at once', async () => {
    const world = new World();
    for (let at = 0; at < 24; at += 1) {
      world.write('one', 'two', `three ${'and '.repeat(at)}`);
      await world.pass(500);
    }
    expect(world.saves).toBeGreaterThanOrEqual(1);
    await Promise.all([world.autosave.flush(), world.autosave.flush(), world.autosave.flush()]);
    expect(world.mostInFlight).toBe(1);
    expect(world.server.content).toEqual(world.text);
  });

  it('saves what was written while a save was under way', async () => {
    const world = new World();
    world.write('one', 'two', 'three, first');
    const first = world.autosave.flush();
    world.write('one', 'two', 'three, second');
    await first;
    expect(world.autosave.isUnsaved).toBe(true);
    expect(world.kept?.base.revisionId).toBe('r2');
    await world.pass(2_000);
    expect(world.server.content).toEqual(world.text);
  });

  it('keeps ten minutes of writing on this computer while the server is away, and saves them on return', async () => {
    const world = new World();
    world.reachable = false;
    for (let minute = 0; minute < 10; minute += 1) {
      world.write('one', 'two', `minute ${minute}`);
      await world.pass(60_000);
    }
    expect([world.autosave.state.kind, world.kept?.content]).toEqual(['offline', world.text]);
    world.reachable = true;
    await world.autosave.flush();
    expect([world.autosave.state.kind, world.kept]).toEqual(['saved', undefined]);
    expect(world.server.content).toEqual(text('one', 'two', 'minute 9'));
  });

  it('merges what another person saved elsewhere in the text', async () => {
    const world = new World();
    world.server = baseOf('m1', text('one by Maria', 'two', 'three'));
    world.write('one', 'two', 'three by me');
    await world.pass(5_000);
    expect(world.server.content).toEqual(text('one by Maria', 'two', 'three by me'));
    expect([world.adopted, world.autosave.state.kind]).toEqual([['Maria'], 'saved']);
  });

  it('stops at a collision, saves nothing over it, and goes on with what was chosen', async () => {
    const world = new World();
    const theirs = text('one', 'two by Maria', 'three');
    world.server = baseOf('m1', theirs);
    world.write('one', 'two by me', 'three');
    await world.pass(20_000);
    const { state } = world.autosave;
    if (state.kind !== 'conflict') throw new Error(`It is ${state.kind}.`);
    expect(state.conflict.merge.conflicts).toMatchObject([
      { kind: 'block', mine: 'two by me', theirs: 'two by Maria' },
    ]);
    expect([world.server.content, world.kept?.content]).toEqual([theirs, text('one', 'two by me', 'three')]);
    world.autosave.resolve(text('one', 'two by both', 'three'));
    await world.pass(5_000);
    expect(world.server.content).toEqual(text('one', 'two by both', 'three'));
    expect(world.autosave.state.kind).toBe('saved');
  });

  it('takes up a copy of an earlier visit, merged with what was saved since', async () => {
    const world = new World();
    const old = world.server;
    world.server = baseOf('m1', text('one by Maria', 'two', 'three'));
    const autosave = new Autosave(world.server, START, world);
    autosave.takeUp({ base: old, content: text('one', 'two', 'three, kept'), keptAt: 0 }, 'Maria');
    await world.pass(5_000);
    expect(world.server.content).toEqual(text('one by Maria', 'two', 'three, kept'));
  });

  it('says why a text was refused, and tries again only after a change', async () => {
    const world = new World();
    const { save } = world;
    world.save = async () => ({ kind: 'refused', message: 'Too large.' });
    world.write('one', 'two', 'too much');
    await world.pass(60_000);
    expect(world.autosave.state).toEqual({ kind: 'refused', message: 'Too large.' });
    expect(world.kept?.content).toEqual(world.text);
    world.save = save;
    world.write('one', 'two', 'less');
    await world.pass(5_000);
    expect(world.autosave.state.kind).toBe('saved');
  });
});
