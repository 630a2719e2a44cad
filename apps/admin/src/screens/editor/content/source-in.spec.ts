import { describe, expect, it } from '@jest/globals';
import { sourceIn } from './source-in';

describe('the source that somebody typed', () => {
  it.each(['34719942', 'PMID: 34719942', 'pmid34719942', 'https://pubmed.ncbi.nlm.nih.gov/34719942/'])(
    'is a PMID: %s',
    (typed) => expect(sourceIn(typed)).toEqual({ kind: 'pmid', pmid: '34719942' }),
  );
  it.each(['10.2519/JOSPT.2021.0304', 'doi:10.2519/jospt.2021.0304.', 'https://doi.org/10.2519/jospt.2021.0304'])(
    'is a DOI: %s',
    (typed) => expect(sourceIn(typed)).toEqual({ kind: 'doi', doi: '10.2519/jospt.2021.0304' }),
  );
  it('is a page of the web, or words', () => {
    expect(sourceIn('https://www.nice.org.uk/guidance/ng59')).toMatchObject({ kind: 'web' });
    expect([sourceIn('low back pain'), sourceIn(''), sourceIn('12'), sourceIn('javascript:alert(1)')]).toEqual(
      Array.from({ length: 4 }),
    );
  });
});
