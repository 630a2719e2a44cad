/** Plain verbs whose forms do not follow the rule, as `-s`, `-ed` and `-ing`. */
const IRREGULAR: Readonly<Record<string, readonly [string, string, string]>> = {
  get: ['gets', 'got', 'getting'],
  give: ['gives', 'gave', 'giving'],
  let: ['lets', 'let', 'letting'],
  buy: ['buys', 'bought', 'buying'],
  do: ['does', 'did', 'doing'],
  have: ['has', 'had', 'having'],
  begin: ['begins', 'began', 'beginning'],
  show: ['shows', 'showed', 'showing'],
  understand: ['understands', 'understood', 'understanding'],
  stop: ['stops', 'stopped', 'stopping'],
  put: ['puts', 'put', 'putting'],
  make: ['makes', 'made', 'making'],
  find: ['finds', 'found', 'finding'],
  go: ['goes', 'went', 'going'],
  mean: ['means', 'meant', 'meaning'],
};

/** An English verb, perhaps with words behind it, in the forms that a text uses: itself, `-s`, `-ed`, `-ing`. */
export function inflected(verb: string): readonly [string, string, string, string] {
  const [head = '', ...rest] = verb.split(' ');
  const after = rest.length > 0 ? ` ${rest.join(' ')}` : '';
  const forms = Object.hasOwn(IRREGULAR, head) ? IRREGULAR[head]! : regular(head);
  return [verb, `${forms[0]}${after}`, `${forms[1]}${after}`, `${forms[2]}${after}`];
}

function regular(verb: string): [string, string, string] {
  if (/[^aeiou]y$/.test(verb)) {
    const stem = verb.slice(0, -1);
    return [`${stem}ies`, `${stem}ied`, `${verb}ing`];
  }
  if (/e$/.test(verb)) return [`${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  return [/(?:s|x|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`, `${verb}ed`, `${verb}ing`];
}
