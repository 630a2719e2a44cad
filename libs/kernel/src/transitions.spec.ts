import { describe, expect, it } from '@jest/globals';
import { transitions } from './transitions.js';

describe('a transition table', () => {
  const door = transitions('Open', { Open: ['Closed'], Closed: ['Open', 'Locked'], Locked: [] });

  it('allows what stands in it and nothing else', () => {
    expect(door.allows('Open', 'Closed')).toBe(true);
    expect(door.allows('Open', 'Locked')).toBe(false);
    expect(door.sourcesOf('Locked')).toEqual(['Closed']);
    expect(door.isFinal('Locked')).toBe(true);
  });

  it('refuses a target that is not a state', () => {
    const table = { A: ['B', 'C'], B: [] } as unknown as Record<'A' | 'B', ('A' | 'B')[]>;
    expect(() => transitions('A', table)).toThrow('not in the table');
  });

  it('refuses a state that nothing leads to', () => {
    expect(() => transitions<'A' | 'B' | 'C'>('A', { A: ['B'], B: [], C: ['A'] })).toThrow('Nothing leads to C');
  });
});
