// An export of a WordPress site as clinics have it: posts of the block editor and of the one before, pages, pictures of the
// media library, authors, categories and tags, readers' comments, old addresses. Made anew from a seed, piece by piece.

const WORDS = (
  'walk gently your back every day and keep moving while the muscles grow stronger because most pain eases within some ' +
  'weeks when you stay active rest only briefly and return to running slowly with short steps on even ground hold the ' +
  'stretch for half a minute breathe out bend your knee lift one leg and put it down again ask your therapist if it hurts'
).split(' ');
const SUBJECTS = [
  'Back Pain',
  'Sore Knees',
  'Stiff Necks',
  'Tennis Elbow',
  'Ankle Sprains',
  'Hip Pain',
  'Shin Splints',
];
const CATEGORIES = ['Back', 'Knee &amp; hip', 'Neck', 'Running', 'Exercise', 'Uncategorized'];
const AUTHORS = [
  ['jdoe', 'Jane Doe, PT'],
  ['mlee', 'Minh Lee, DPT'],
  ['admin', 'admin'],
];

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function pick(next, list) {
  return list[Math.floor(next() * list.length)];
}

export function sentence(next) {
  const words = Array.from({ length: 7 + Math.floor(next() * 12) }, () => pick(next, WORDS));
  return `${words[0][0].toUpperCase()}${words.join(' ').slice(1)}.`;
}

export function paragraph(next) {
  return Array.from({ length: 2 + Math.floor(next() * 4) }, () => sentence(next)).join(' ');
}

export function titleOf(next, number) {
  return `${pick(next, SUBJECTS)} ${pick(next, ['After Running', 'At Work', 'In the Morning', 'and Sleep'])} ${number}`;
}

/** A text with the marks of the block editor. */
function blocks(next) {
  const parts = [];
  for (let section = 0; section < 3; section += 1) {
    parts.push(
      `<!-- wp:heading -->\n<h2 class="wp-block-heading">${pick(next, SUBJECTS)}: part ${section + 1}</h2>\n<!-- /wp:heading -->`,
    );
    for (let at = 0; at < 3; at += 1)
      parts.push(`<!-- wp:paragraph -->\n<p>${paragraph(next)}</p>\n<!-- /wp:paragraph -->`);
    const items = Array.from(
      { length: 4 },
      () => `<!-- wp:list-item -->\n<li>${sentence(next)}</li>\n<!-- /wp:list-item -->`,
    );
    parts.push(`<!-- wp:list -->\n<ul class="wp-block-list">${items.join('\n')}</ul>\n<!-- /wp:list -->`);
  }
  return parts.join('\n\n');
}

/** A text of the editor before blocks: blank lines are paragraphs. */
function classic(next) {
  const parts = Array.from({ length: 9 }, (_, at) =>
    at % 3 === 0 ? `<strong>${pick(next, SUBJECTS)}</strong>` : paragraph(next),
  );
  return `${parts.join('\n\n')}\n\n[gallery ids="1,2"]\n\n<ul>\n<li>${sentence(next)}</li>\n<li>${sentence(next)}</li>\n</ul>`;
}

const cdata = (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function post(next, number) {
  const title = titleOf(next, number);
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const category = pick(next, CATEGORIES);
  const tag = pick(next, ['pain', 'running', 'stretching', 'sleep', 'desk work']);
  const body = next() < 0.6 ? blocks(next) : classic(next);
  const day = `20${10 + (number % 14)}-0${1 + (number % 9)}-1${number % 10}`;
  return `<item><title>${cdata(title)}</title><link>https://old.example/${day.slice(0, 4)}/${slug}/</link>
<pubDate>Mon, 01 Jan 2018 10:00:00 +0000</pubDate><dc:creator>${cdata(pick(next, AUTHORS)[0])}</dc:creator>
<guid isPermaLink="false">https://old.example/?p=${number}</guid><description></description>
<content:encoded>${cdata(body)}</content:encoded><excerpt:encoded>${cdata(next() < 0.3 ? sentence(next) : '')}</excerpt:encoded>
<wp:post_id>${number}</wp:post_id><wp:post_date>${day} 10:00:00</wp:post_date><wp:post_date_gmt>${day} 09:00:00</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status><wp:post_name>${cdata(slug)}</wp:post_name><wp:status>publish</wp:status>
<wp:post_parent>0</wp:post_parent><wp:post_type>${number % 20 === 0 ? 'page' : 'post'}</wp:post_type><wp:post_password></wp:post_password>
<category domain="category" nicename="c">${cdata(category.replace('&amp;', '&'))}</category><category domain="post_tag" nicename="t">${cdata(tag)}</category>
${number % 7 === 0 ? `<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>${cdata(`old-${slug}`)}</wp:meta_value></wp:postmeta>` : ''}
${number % 5 === 0 ? `<wp:comment><wp:comment_id>${number}</wp:comment_id><wp:comment_content>${cdata(sentence(next))}</wp:comment_content></wp:comment>` : ''}
</item>\n`;
}

function attachment(number) {
  return `<item><title>photo-${number}</title><link>https://old.example/photo-${number}/</link><wp:post_id>${100_000 + number}</wp:post_id>
<wp:post_type>attachment</wp:post_type><wp:attachment_url>https://old.example/wp-content/uploads/photo-${number}.jpg</wp:attachment_url></item>\n`;
}

/** The export, in pieces. One picture of the media library for each ten posts. */
export function* wordpressExport(posts, seed) {
  const next = random(seed);
  const authors = AUTHORS.map(
    ([login, name]) =>
      `<wp:author><wp:author_login>${login}</wp:author_login><wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old Clinic</title><link>https://old.example</link><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
${authors.join('\n')}\n`;
  for (let number = 1; number <= posts; number += 1) {
    yield post(next, number);
    if (number % 10 === 0) yield attachment(number);
  }
  yield '</channel></rss>\n';
}
