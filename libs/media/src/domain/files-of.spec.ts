import { describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { filesOf } from './files-of.js';

const NAME = `${'a1'.repeat(32)}.pdf`;
const linked = (href: string) => filesOf({ document: b.doc(b.p(b.link(href, 'the plan'))) }).pdfNames;

describe('the files of a content', () => {
  it.each(['', '#page=3', '?page=3', '?a=/b#c'])('hold a PDF that is linked with %j behind its name', (more) => {
    expect(linked(`https://press.example/media/${NAME}${more}`)).toEqual([NAME]);
  });

  it.each([`/media/${NAME}x`, `/media/x${NAME}`, `/media/${NAME}/x`])('hold no PDF of another name: %s', (href) => {
    expect(linked(href)).toEqual([]);
  });

  it('hold a picture from elsewhere also when it stands beside a stored one', () => {
    const image = b.image({ mediaId: 'm', src: 'https://other.example/track.png', alt: 'A knee' });
    expect(filesOf({ document: b.doc(image) })).toMatchObject({
      mediaIds: ['m'],
      foreignPictures: ['https://other.example/track.png'],
    });
  });
});
