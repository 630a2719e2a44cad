import { parse } from 'parse5';

/** The word that every payload runs, if it runs. */
export const MARK = 'quoxrun7';

const DATA_SCRIPTS = new Set(['application/ld+json', 'application/json']);
const NEVER = new Set(['iframe', 'object', 'embed', 'applet', 'base', 'portal', 'frame', 'frameset']);
const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'xlink:href',
  'data',
  'poster',
  'background',
  'srcdoc',
  'to',
]);
// Browsers skip blanks and control characters in front of and inside of a scheme.
const schemeOf = (value) => /^[^:/?#]*:/.exec(value.replace(/[\s\p{Cc}\p{Cf}]/gu, ''))?.[0].toLowerCase();
const RUNS = new Set(['javascript:', 'vbscript:', 'data:', 'livescript:', 'mocha:']);

function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
    if (child.content) yield* elements(child.content);
  }
}

const textOf = (node) => (node.childNodes ?? []).map((it) => it.value ?? '').join('');

function faultsOf(element) {
  const { tagName, attrs } = element;
  const faults = [];
  const attribute = (name) => attrs.find((it) => it.name === name)?.value ?? '';
  if (NEVER.has(tagName)) faults.push(`<${tagName}>`);
  if (tagName === 'script' && DATA_SCRIPTS.has(attribute('type'))) {
    try {
      JSON.parse(textOf(element));
    } catch {
      faults.push('data that is no JSON');
    }
  } else if (tagName === 'script' && (attribute('src') === '' || /\/\//.test(attribute('src'))))
    faults.push('<script>');
  if (tagName === 'style' && textOf(element).includes(MARK)) faults.push('<style>');
  if (tagName === 'meta' && /refresh/i.test(attribute('http-equiv'))) faults.push('<meta refresh>');
  for (const { name, value } of attrs) {
    if (/^on/i.test(name)) faults.push(name);
    if (ADDRESSES.has(name) && RUNS.has(schemeOf(value))) faults.push(`${name}=${value.slice(0, 30)}`);
    if (name === 'style' && /expression|javascript|url\(|@import/i.test(value))
      faults.push(`style=${value.slice(0, 30)}`);
  }
  return faults;
}

/** What of a page a browser could run, as a browser reads it: the parser is not ours. Empty for a page that is safe. */
export function executableIn(html) {
  return [...elements(parse(html))].flatMap(faultsOf);
}

/**
 * What of a PDF a reader could run. Its actions stand outside of the packed streams, and outside of the XML that describes
 * it: that is read like a page.
 */
export function executableInPdf(bytes) {
  const file = bytes.toString('latin1');
  const described = /<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g;
  return [...(file.match(described) ?? []).flatMap(executableIn), ...actionsIn(file.replace(described, ''))];
}

function actionsIn(file) {
  // A text between parentheses is a text, whatever stands in it: parentheses of its own are escaped or balanced.
  let text = file.replace(/\\[\s\S]/g, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/(?<!\/URI\s*)\([^()]*\)/g, '');
  }
  return [/\/JavaScript\b/, /\/JS\s*[(<]/, /\/Launch\b/, /\/URI\s*\(\s*(javascript|data|file):/i, /\/EmbeddedFile\b/]
    .filter((pattern) => pattern.test(text))
    .map(String);
}
