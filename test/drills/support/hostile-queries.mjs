const pick = (random, list) => list[Math.floor(random() * list.length)];
const repeat = (count, make) => Array.from({ length: count }, (_, n) => make(n));
const json = (body, type = 'application/json') => ({ method: 'POST', headers: { 'content-type': type }, body });
const asked = (query, more = {}) => json(JSON.stringify({ query, ...more }));

/** Fields that each endpoint has, to build what is too large out of. */
const ROOTS = {
  '/delivery/graphql': {
    list: 'sites',
    leaf: 'name',
    deep: (n) => nested(n, 'article', '{ ... on Article { related { ', '} }'),
  },
  '/graphql': { list: 'sites', leaf: 'name', deep: (n) => nested(n, 'me', '{ memberships { site ', '}') },
};

function nested(depth, root, open, close) {
  const arguments_ = root === 'article' ? '(site: "harbor", locale: "en", slug: "x")' : '';
  return `{ ${root}${arguments_} ${open.repeat(depth)} { __typename } ${close.repeat(depth)} }`;
}

function shapes(random, path) {
  const { list, leaf, deep } = ROOTS[path];
  const n = 20 + Math.floor(random() * 400);
  const noise = String.fromCharCode(...repeat(1 + Math.floor(random() * 60), () => Math.floor(random() * 0x3000)));
  const fragments = repeat(n, (i) => `fragment F${i} on Site { ${leaf} ...F${(i + 1) % n} }`).join(' ');
  const doubling = repeat(30, (i) => `fragment D${i} on Site { ...D${i + 1} ...D${i + 1} }`).join(' ');
  return {
    deep: () => asked(deep(n)),
    wide: () => asked(`{ ${list} { ${`${leaf} `.repeat(n * 20)} } }`),
    aliased: () => asked(`{ ${repeat(n, (i) => `a${i}: ${list} { ${leaf} }`).join(' ')} }`),
    cyclic: () => asked(`{ ${list} { ...F0 } } ${fragments}`),
    doubling: () => asked(`{ ${list} { ...D0 } } ${doubling} fragment D30 on Site { ${leaf} }`),
    directives: () => asked(`{ ${list} ${'@include(if: true) '.repeat(n)} { ${leaf} } }`),
    introspection: () =>
      asked(`{ __schema { types { ${'fields { type { fields { name } } } '.repeat(Math.min(n, 40))} } } }`),
    ring: () => asked(`{ __schema ${'{ types { fields { type '.repeat(12)} { name } ${'} } }'.repeat(12)} }`),
    batch: () => json(JSON.stringify(repeat(n, () => ({ query: `{ ${list} { ${leaf} } }` })))),
    variables: () => asked(`query (${repeat(n, (i) => `$v${i}: Int`).join(' ')}) { ${list} { ${leaf} } }`),
    deepVariables: () =>
      json(
        `{"query":"query ($v: JSON) { ${list} { ${leaf} } }","variables":{"v":${'['.repeat(n * 20)}${']'.repeat(n * 20)}}}`,
      ),
    prototype: () =>
      json(`{"query":"{ ${list} { ${leaf} } }","variables":{"__proto__":{"x":1},"constructor":{"prototype":{}}}}`),
    hugeNumber: () => asked(`{ articles(site: "harbor", locale: "en", first: ${'9'.repeat(n)}) { totalCount } }`),
    hugeName: () => asked(`{ ${'a'.repeat(n * 200)} }`),
    hugeBody: () => json(JSON.stringify({ query: `#${'x'.repeat(1_000 * n)}` })),
    noise: () => asked(noise),
    noiseInText: () => asked(`{ ${list}(slug: ${JSON.stringify(noise)}) { ${leaf} } }`),
    block: () => asked(`{ site(slug: """${noise}""") { ${leaf} } }`),
    unclosed: () => asked(`${'{ a '.repeat(n)}`),
    nulText: () => asked('query ($s: String!) { site(slug: $s) { name } }', { variables: { s: '\u0000' } }),
    halfCharacter: () => asked('query ($s: String!) { site(slug: $s) { name } }', { variables: { s: '\ud800' } }),
    mutationByGet: () => ({ get: 'mutation { __typename }' }),
    subscription: () => asked('subscription { x }'),
    persisted: () => json(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: noise } } })),
    wrongTypes: () => json(JSON.stringify(pick(random, [null, 7, 'x', [], {}, { query: 7 }, { query: { a: 1 } }]))),
    noJson: () => json(pick(random, ['{', '{"query":', '\ufeff{}', 'query=x', ''])),
    badBytes: () => json(Buffer.from(repeat(200, () => Math.floor(random() * 256)))),
    badType: () =>
      json(
        JSON.stringify({ query: `{ ${list} { ${leaf} } }` }),
        pick(random, ['text/plain', 'application/xml', 'x', 'multipart/form-data; boundary=x']),
      ),
    gzip: () => ({ ...json('not gzip'), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }),
    badCharset: () => json(JSON.stringify({ query: '{' }), 'application/json; charset=utf-7'),
    header: () => ({
      ...asked(`{ ${list} { ${leaf} } }`),
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `${'1.2.3.4, '.repeat(n)}x`,
        accept: '*/*;q=x',
      },
    }),
    getNoise: () => ({ get: noise }),
    getVariables: () => ({ get: '{ __typename }', variables: '{' }),
  };
}

/** The names of every kind of attack. */
export const ATTACKS = Object.keys(shapes(() => 0.5, '/graphql'));

/**
 * One attack on one endpoint, as `fetch` takes it.
 *
 * @returns its address below the server, and what to send
 */
export function attack(random, number) {
  const path = number % 2 === 0 ? '/delivery/graphql' : '/graphql';
  const name = ATTACKS[Math.floor(number / 2) % ATTACKS.length];
  const init = shapes(random, path)[name]();
  if (init.get === undefined) return { name, path, init };
  const parameters = new URLSearchParams({ query: init.get, ...(init.variables && { variables: init.variables }) });
  return { name, path: `${path}?${parameters}`, init: { headers: { 'apollo-require-preflight': 'true' } } };
}
