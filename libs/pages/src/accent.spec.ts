import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrast, shadesOf } from '#kernel';
import { accentFile, accentStyle } from './accent.js';

describe("a clinic's colour", () => {
  it('can be read wherever it stands, whichever it is, in the light and in the dark', () => {
    const colors = fc.integer({ min: 0, max: 0xffffff }).map((it) => `#${it.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colors, (color) => {
        const { light, dark } = shadesOf(color);
        for (const ground of [light.wash, '#f6f7f6', '#ffffff']) {
          expect(contrast(light.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const ground of [dark.wash, '#1a2120', '#121716']) {
          expect(contrast(dark.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it('stays as it was chosen where it can be read, and is a sheet of its own', () => {
    expect(shadesOf('#7a1fa2').light.accent).toBe('#7a1fa2');
    expect(accentStyle(accentFile('#7a1fa2')!)).toContain('--accent: #7a1fa2;');
    expect([accentFile(null), accentFile('red'), accentStyle('accent-x.css'), accentStyle('site.css')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
