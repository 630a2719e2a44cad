/** A small generator with a seed (mulberry32): the same seed makes the same articles everywhere. */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS =
  'walk gently each day rest when pain grows then start again with small steps your back knee hip and shoulder like ' +
  'movement more than bed ask us about strength sleep work stairs sitting lifting running balance and breath slow down';

export const TOPICS = ['back', 'knee', 'hip', 'shoulder', 'neck'];

function sentence(random) {
  const words = WORDS.split(' ');
  const picked = Array.from({ length: 12 }, () => words[Math.floor(random() * words.length)]);
  return `${picked[0][0].toUpperCase()}${picked[0].slice(1)} ${picked.slice(1).join(' ')}.`;
}

const paragraph = (text) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

/** An article of about `bytes` bytes of HTML, with red flags, headings and one source. */
export function articleContent(random, title, bytes) {
  const blocks = [];
  const parts = Math.max(1, Math.round(bytes / 410));
  for (let n = 0; n < parts; n += 1) {
    if (n % 4 === 0) {
      blocks.push({
        type: 'heading',
        attrs: { level: 2 },
        content: [{ type: 'text', text: sentence(random).slice(0, 40) }],
      });
    }
    blocks.push(paragraph(Array.from({ length: 6 }, () => sentence(random)).join(' ')));
  }
  const signs = ['numbness between your legs', 'weakness in both legs'].map((text) => ({
    type: 'listItem',
    content: [paragraph(text)],
  }));
  const flags = {
    type: 'warning',
    attrs: { kind: 'redFlags', urgency: 'now' },
    content: [{ type: 'bulletList', content: signs }],
  };
  return {
    locale: 'en-US',
    title,
    summary: sentence(random),
    document: { type: 'doc', content: [flags, ...blocks] },
    references: [{ key: 'a', kind: 'pmid', pmid: '34719942', title: 'Interventions for low back pain', year: 2021 }],
  };
}
