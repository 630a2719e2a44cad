export const asJson = (query, headers = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query }),
});

const SITES = ['main', 'eastside', 'closed'];

function pagesOf(site, { slugs, hidden, closed }) {
  const feeds = ['atom', 'rss', 'json'].map((ending) => `feed.${ending}`);
  const roots = SITES.flatMap((name) => ['en-US', 'en', 'es'].map((locale) => `${site}/${name}/${locale}`));
  const ofRoot = [
    ...['', ...feeds, 'sitemap.xml', 'search?q=walk', 'search?q=moving', 'newsletters'],
    ...['back', 'knee', 'Moving'].flatMap((topic) => [`topics/${topic}`, `topics/${topic}/feed.atom`]),
  ];
  const articles = [...slugs.slice(0, 12), ...hidden, ...closed];
  const withReview = [...slugs.slice(0, 4), ...closed.slice(0, 4)].map((slug) => `${slug}/review`);
  return [
    ...roots.flatMap((root) => [...ofRoot, ...articles, ...withReview].map((path) => `${root}/${path}`)),
    ...['/', '/robots.txt', '/nothing/at/all'].map((path) => site + path),
    ...SITES.flatMap((name) =>
      ['sitemap.xml', '', 'how-we-review', 'newsletter', 'newsletters'].map((path) => `${site}/${name}/${path}`),
    ),
  ];
}

function recordsOf(api, { ids, most }) {
  const oids = ['2.16.840.1.113883.6.90', '2.16.840.1.113883.6.96', '2.16.840.1.113883.6.177'];
  const codes = ['M54.5', 'M54.50', '279039007', 'D017116', 'M17.11'];
  const criteria = oids.flatMap((oid) =>
    codes.map((code) => `mainSearchCriteria.v.cs=${oid}&mainSearchCriteria.v.c=${code}`),
  );
  const resources = ids
    .slice(0, most)
    .flatMap((id) =>
      ['en-US', 'en'].flatMap((locale) => ['Library', 'DocumentReference'].map((type) => `${type}/${id}.${locale}`)),
    );
  return SITES.flatMap((name) => [
    ...criteria.map((it) => `${api}/connect/${name}/service?${it}`),
    ...criteria.map((it) => `${api}/connect/${name}/service?${it}&knowledgeResponseType=application/json`),
    ...['metadata', 'Library', 'DocumentReference'].map((it) => `${api}/fhir/${name}/${it}`),
    ...resources.map((it) => `${api}/fhir/${name}/${it}`),
  ]);
}

function othersOf(api, { ids, hidden, slugs, closed, token }) {
  return [
    ...SITES.flatMap((name) =>
      [...slugs.slice(-8), ...hidden.slice(0, 30), ...closed.slice(0, 5)].map(
        (slug) => `${api}/handout/${name}/en-US/${slug}.pdf`,
      ),
    ),
    ...token.slice(0, 10).map((it) => `${api}/media/preview/${it}/x.jpg`),
    ...ids
      .slice(0, 20)
      .flatMap((id) => ['web', 'email', 'text', 'handout'].map((form) => `${api}/preview/${id}/${form}`)),
    ...['/newsletter/confirm/x', '/newsletter/sign-up', '/delivery/schema.graphql', '/api/auth/get-session'].map(
      (path) => api + path,
    ),
    ...['/', '/graphql', '/health/live', '/health/ready', '/media/x', '/u/x', '/delivery/graphql?query={'].map(
      (path) => api + path,
    ),
  ];
}

const REFUSED = [
  '{ articles(site: "main") { edges { node { title } } } }',
  '{ me { name } }',
  'mutation { x }',
  '{',
  '{ preview(token: "") { __typename ... on ArticlePreview { html } } }',
  'mutation { signUp(input: { site: "main", email: "nobody", wording: "x" }) { __typename ... on Refusal { message } } }',
  `{ a${'{a'.repeat(50)}`,
];

/** Every format that is not GraphQL, for things that are public and for things that are not; and the words of errors. */
export async function askFormats(watch, api, site, known) {
  const otherKey = { headers: { authorization: `Bearer ${known.otherSecret}` } };
  for (const url of pagesOf(site, known)) await watch.ask(url, {}, 'pages');
  for (const url of [...recordsOf(api, known), ...othersOf(api, known)]) await watch.ask(url, {}, 'formats');
  // With a key that is good, at another site.
  for (const url of [...recordsOf(api, known), ...othersOf(api, known)].filter((it) => it.includes('/closed/')))
    await watch.ask(url, otherKey, 'formats');
  for (const query of REFUSED)
    for (const path of ['/graphql', '/delivery/graphql']) await watch.ask(api + path, asJson(query), 'refusals');
}
