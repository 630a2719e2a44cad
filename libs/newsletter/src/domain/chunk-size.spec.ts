import { describe, expect, it } from '@jest/globals';
import { nextChunkSize } from './chunk-size.js';

describe('the size of the next chunk', () => {
  it.each([
    ['is twice as large after a fast one', 200, 50, 400],
    ['is never more than five times the usual', 900, 50, 1_000],
    ['is half as large after a slow one', 200, 10_000, 100],
    ['is never less than a tenth of the usual', 25, 10_000, 20],
    ['follows the pace between', 200, 560, 250],
    ['bears a clock that stood still', 200, 0, 400],
  ])('%s', (_what, size, took, next) => {
    expect(nextChunkSize(size, took, 200)).toBe(next);
  });

  it('is somebody even where one is leased at a time', () => {
    expect(nextChunkSize(1, 60_000, 1)).toBe(1);
  });
});
