import { describe, expect, it } from '@jest/globals';
import { idBytes, idFromBytes, isId, newId } from './ids.js';

describe('an id', () => {
  it('is a UUID version 7 that carries its time', () => {
    const id = newId(0x0190_0000_0001);
    expect(isId(id)).toBe(true);
    expect(id.startsWith('01900000-0001-7')).toBe(true);
  });

  it('sorts by creation time', () => {
    expect(newId(1_700_000_000_000) < newId(1_700_000_000_001)).toBe(true);
  });

  it.each(['', 'x', '01900000-0001-7000-8000-00000000000', null, 5])('is not %p', (value) => {
    expect(isId(value)).toBe(false);
  });

  it('is the same after its way through bytes', () => {
    const id = newId();
    expect(idBytes(id)).toHaveLength(16);
    expect(idFromBytes(idBytes(id))).toBe(id);
  });
});
