import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { printSchema } from 'graphql';

export interface ExplorerOptions {
  /** Shown as the page's heading. */
  readonly title: string;
  /** A question that works on every installation. */
  readonly example: string;
}

/** Sends what stands in the form to this very address, with the visitor's own session. */
const SCRIPT = `
const form = document.querySelector('form');
const answer = document.querySelector('#answer');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  answer.textContent = 'Asking ...';
  try {
    const variables = JSON.parse(form.variables.value || '{}');
    const body = JSON.stringify({ query: form.query.value, variables });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(location.pathname, { method: 'POST', headers, body });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = String(error);
  }
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
`;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; }
textarea, pre { box-sizing: border-box; width: 100%; font: 14px/1.5 ui-monospace, monospace; }
textarea { padding: 0.5rem; }
pre { overflow: auto; max-height: 70vh; margin: 0; }
button { font: inherit; padding: 0.5rem 1rem; }
`;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

function explorerPage({ title, example }: ExplorerOptions, schema: string): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; connect-src 'self'`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
<form><div class="sides">
<div><label for="query">Operation</label><textarea id="query" name="query" rows="18" spellcheck="false">${escaped(example)}</textarea>
<label for="variables">Variables</label><textarea id="variables" name="variables" rows="3" spellcheck="false">{}</textarea>
<button type="submit">Ask (Ctrl+Enter)</button></div>
<section aria-label="Answer"><pre id="answer" role="status"></pre></section>
</div></form>
<details><summary>Schema</summary><pre tabindex="0">${escaped(schema)}</pre></details>
</main><script>${SCRIPT}</script></body></html>`;
}

/**
 * A page to try the endpoint on, for development. It is whole in itself: the usual pages of this kind load their
 * program from another host, which a closed network does not reach.
 */
export function explorerPlugin(options: ExplorerOptions): ApolloServerPlugin {
  return {
    async serverWillStart({ schema }) {
      const html = explorerPage(options, printSchema(schema));
      return { renderLandingPage: async () => ({ html }) };
    },
  };
}
