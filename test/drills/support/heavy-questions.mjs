import { readFileSync, writeFileSync } from 'node:fs';
import { build as b } from '#document';

const MOST_ALIASES = 15;
const repeat = (count, make) => Array.from({ length: count }, (_, n) => make(n));

/** Texts of so many articles that a list of them is just below what one statement may bring. */
const LONG = { articles: 20, characters: 265_000 };

/** Texts as long as an article may be, more or less. */
const LONGEST = 1_900_000;

/** A body of about so many characters, in as many small blocks as a body has room for. */
function longContent(number, characters) {
  const sentence = 'Walk a little more each day, and rest when you need to. ';
  const paragraphs = repeat(Math.ceil(characters / 560), (n) => b.p(`${n}. ${sentence.repeat(10)}`));
  return b.content(b.doc(...paragraphs), {
    title: `Long ${number}`,
    locale: 'en-US',
    summary: 'Long.',
    references: [],
  });
}

/** Publishes what is long enough to hurt, on a site of its own. */
export async function publishLong(db, fixture) {
  const site = await fixture.insertSite(db, { slug: 'long' });
  for (let n = 0; n < LONG.articles; n += 1) {
    await fixture.insertPublishedArticle(db, site, {
      slug: `long-${n}`,
      topic: 'long',
      content: longContent(n, LONG.characters),
    });
  }
  await fixture.insertPublishedArticle(db, site, {
    ...{ slug: 'longest', topic: 'longest' },
    content: longContent(99, LONGEST),
  });
}

const AT = 'site: "long", locale: "en-US"';
const aliased = (count, make) => repeat(count, (n) => `a${n}: ${make(n)}`).join(' ');
const nodes = (fields) => `{ edges { node { ${fields} } } }`;
const bySlug = (slug, fields) => `article(${AT}, slug: "${slug}") { ... on Article { ${fields} } }`;

/**
 * Questions within every limit of an operation (cost, depth, aliases, tokens, rows of a page) that ask for as much text as
 * they can: one text many times, many texts once, the same texts beside each of many.
 */
export const HEAVY = {
  oneFieldManyTimes: `{ articles(${AT}, topic: "long", first: 19) ${nodes(aliased(MOST_ALIASES, () => 'html'))} }`,
  documentManyTimes: `{ articles(${AT}, topic: "long", first: 19) ${nodes(aliased(MOST_ALIASES, () => 'document'))} }`,
  blocksManyTimes: `{ articles(${AT}, topic: "long", first: 9) ${nodes(aliased(MOST_ALIASES, () => 'blocks { text node }'))} }`,
  manyLists: `{ ${aliased(MOST_ALIASES, (n) => `articles(${AT}, topic: "long", first: ${5 + n}) ${nodes('html')}`)} }`,
  manyDocuments: `{ ${aliased(MOST_ALIASES, (n) => `articles(${AT}, topic: "long", first: ${5 + n}) ${nodes('document')}`)} }`,
  besideEach: `{ articles(${AT}, first: 20) ${nodes('related(first: 10) { html }')} }`,
  besideBeside: `{ ${bySlug('long-0', 'related(first: 10) { related(first: 10) { html } }')} }`,
  manySearches: `{ ${aliased(3, (n) => `search(${AT}, text: "walk", first: ${10 + n}) ${nodes('html')}`)} }`,
  papersOfEach: `{ handouts(${AT}, topic: "long", first: 19) ${nodes(`article { ${aliased(MOST_ALIASES, () => 'html')} }`)} }`,
  longestManyTimes: `{ ${aliased(MOST_ALIASES, () => bySlug('longest', 'html text document'))} }`,
  longestWhole: `{ ${bySlug('longest', 'html')} }`,
};

/** Resident memory of a process at its highest since it was last asked, in MiB; null where the system does not tell. */
function peakMiB(pid) {
  try {
    const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return Number(kib) / 1_024;
  } catch {
    return null;
  }
}

/**
 * Asks each of them, several at once, and measures by how much the process grows beyond what it took before.
 *
 * @returns for each the growth a request in MiB, the bytes of its answer, and its code where it was refused
 */
export async function askHeavy(api, atOnce) {
  const found = {};
  for (const [name, query] of Object.entries(HEAVY)) {
    peakMiB(api.pid);
    const before = api.rssMiB();
    const answers = await Promise.all(
      repeat(atOnce, async () => {
        const response = await fetch(`${api.url}/delivery/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
          body: JSON.stringify({ query }),
        });
        let bytes = 0;
        let beginning = '';
        for await (const chunk of response.body) {
          bytes += chunk.length;
          if (beginning.length < 2_000) beginning += Buffer.from(chunk).toString('latin1');
        }
        return { status: response.status, bytes, code: /"code":"([A-Z_]+)"/.exec(beginning)?.[1] };
      }),
    );
    const peak = peakMiB(api.pid);
    const [{ status, bytes, code }] = answers;
    found[name] = { status, bytes, code, mibEach: peak === null ? null : (peak - before) / atOnce };
  }
  return found;
}
