import { describe, expect, it } from '@jest/globals';
import { build as b, parseContent } from '#document';
import { moved } from './moved';

describe('a move to a call to action', () => {
  it('keeps every word at its place, and the document valid', () => {
    const doc = b.doc(b.p('Walk.'), b.ul('Call us.', 'Book now.'), b.p('Rest.'));
    const after = moved(doc, 'document.content[1]')!;
    expect(after.content!.map(({ type }) => type)).toEqual(['paragraph', 'callToAction', 'paragraph']);
    expect(after).toEqual(b.doc(b.p('Walk.'), b.callToAction({}, b.p('Call us.'), b.p('Book now.')), b.p('Rest.')));
    expect(parseContent(b.content(after))).not.toHaveProperty('code');
    expect(moved(doc, 'document.content[0]')!.content![0]).toEqual(b.callToAction({}, b.p('Walk.')));
  });

  it('is not made of what is no paragraph or plain list, or is gone', () => {
    const doc = b.doc(b.h(2, 'Us'), b.ul(['Call', b.ul('now')]));
    expect(
      ['document.content[0]', 'document.content[1]', 'document.content[9]', 'title'].map((at) => moved(doc, at)),
    ).toEqual([null, null, null, null]);
  });
});
