import { build as b } from '#document';
import { MARK } from './executable.mjs';

/** What people put where words belong, so that a browser, a mail program or an XML reader runs it. */
export const PAYLOADS = [
  `<script>${MARK}()</script>`,
  `"><img src=x onerror=${MARK}()>`,
  `'><svg/onload=${MARK}()>`,
  `</title><script>${MARK}()</script>`,
  `</script><script>${MARK}()</script>`,
  `<!--<script>${MARK}()//-->`,
  `]]><script xmlns="http://www.w3.org/1999/xhtml">${MARK}()</script><![CDATA[`,
  `<iframe srcdoc="<script>${MARK}()</script>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${MARK}()&gt;">`,
  `<style>@import 'javascript:${MARK}()';</style>`,
  `&lt;script&gt;${MARK}()&lt;/script&gt;`,
  `\\u003cscript\\u003e${MARK}()\\u003c/script\\u003e`,
  `{{constructor.constructor('${MARK}()')()}}`,
  `" onfocus=${MARK}() autofocus x="`,
  `\u2028</script>${MARK}()//`,
  `javascript:${MARK}()`,
  `=HYPERLINK("javascript:${MARK}()")`,
  `) /JS (${MARK}) /S /JavaScript (`,
];

const LINKS = [
  `javascript:${MARK}()`,
  ` java\tscript:${MARK}()`,
  `data:text/html,<script>${MARK}()</script>`,
  `vbscript:${MARK}()`,
  `//evil.example/"onmouseover=${MARK}()`,
];

/** A text that holds a payload in every place that has words. Past the form, which would refuse its links. */
export function hostileContent(payload, number, locale = 'en-US') {
  const link = LINKS[number % LINKS.length];
  const text = (words) => ({ type: 'text', text: words, marks: [{ type: 'link', attrs: { href: link } }] });
  const document = b.doc(
    b.contents(),
    b.redFlags({ urgency: 'now', title: payload }, b.ul(payload, payload, payload)),
    b.h(2, payload),
    b.p(payload, b.cite('walk', payload)),
    b.exercise(
      payload,
      { sets: 3, position: payload, load: payload, frequency: payload, stopRule: payload, easier: payload },
      payload,
    ),
    b.faq({ question: payload, answer: payload }),
  );
  const hostile = {
    ...document,
    content: [
      ...document.content,
      { type: 'paragraph', content: [text(payload)] },
      { type: 'callToAction', attrs: { label: payload, href: link } },
    ],
  };
  return b.content(hostile, {
    ...{ title: payload.slice(0, 190), summary: payload, locale },
    references: [{ key: 'walk', kind: 'web', url: link, title: payload, source: payload, year: 2020 }],
  });
}
