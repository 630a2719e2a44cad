import { shadesOf } from '#kernel';
import { escapeHtml } from '#mail';
import { directionOf } from '../domain/issue-language.js';

const FONT = '-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

// Mail programs that know dark mode get these colours; the others may turn colours around by themselves, and every
// pair below stays readable then. A whole article keeps its light panel: its boxes carry their own light colours.
const darkOf = (accent: string) => `@media (prefers-color-scheme: dark) {
  body.page, body.page > div { background: #121716 !important; background-color: #121716 !important; }
  .panel, .panel > table, .panel td { background: #1a2120 !important; }
  .ink div, .ink div h1, .ink div h2 { color: #e7eceb !important; }
  .soft div { color: #9aa9a6 !important; }
  .soft a, .ink a { color: ${accent} !important; }
  .flags div, .flags p { background: #3a1d1a !important; color: #e7eceb !important; border-color: #f09a91 !important; }
  .logo img { padding: 8px !important; border-radius: 6px; }
  .line p { border-color: #2b3533 !important; }
  .band > table, .band td { border-color: ${accent} !important; }
  .go td, .go a { background: ${accent} !important; color: #121716 !important; }
  td.whole > div { background: #ffffff !important; color: #1d2524 !important; padding: 16px !important; border-radius: 6px; }
}`;

/** Of a clinic that chose no colour. */
const OURS = { light: '#0f6b62', dark: '#54b9ac' } as const;

/** A clinic's colour on the light and on the dark panel: words can be read in it, and on it in that of the panel. */
export function accentOf(color: string | null | undefined): { readonly light: string; readonly dark: string } {
  if (!color) return OURS;
  const { light, dark } = shadesOf(color);
  return { light: light.accent, dark: dark.accent };
}

export interface Shell {
  readonly locale: string;
  readonly title: string;
  readonly preheader: string;
  /** MJML that may stand in a column. */
  readonly body: string;
  /** The clinic's own colour, as #0f6b62. */
  readonly accentColor?: string | null;
}

/** The HTML of a mail: one column of 600 px, system fonts, nothing loaded from elsewhere by the shell. */
export async function renderShell({ locale, title, preheader, body, accentColor }: Shell): Promise<string> {
  const accent = accentOf(accentColor);
  const direction = directionOf(locale);
  const side = direction === 'rtl' ? 'right' : 'left';
  const preview = preheader ? `<mj-preview>${escapeHtml(preheader)}</mj-preview>` : '';
  // Loaded when the first issue is rendered: it is large, and every start would wait for it.
  const { default: mjml2html } = await import('mjml');
  const { html } = await mjml2html(
    `<mjml lang="${escapeHtml(locale)}" dir="${direction}"><mj-head><mj-title>${escapeHtml(title)}</mj-title>${preview}
<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
<mj-attributes><mj-all font-family="${FONT}" /><mj-text padding="0" align="${side}" font-size="17px" line-height="1.55" color="#1d2524" /><mj-button align="${side}" padding="12px 0 4px" inner-padding="11px 16px" background-color="${accent.light}" color="#ffffff" font-size="16px" font-weight="600" border-radius="6px" css-class="go" /><mj-divider padding="28px 0 20px" border-width="1px" border-color="#e2e7e5" css-class="line" /></mj-attributes>
<mj-style>${darkOf(accent.dark)}</mj-style></mj-head>
<mj-body width="600px" background-color="#eef0ef" css-class="page"><mj-section padding="24px 0"><mj-column padding="0" ><mj-spacer height="0px" /></mj-column></mj-section>
<mj-section background-color="#ffffff" border-top="4px solid ${accent.light}" padding="28px 24px 32px" css-class="panel band"><mj-column>${body}</mj-column></mj-section>
<mj-section padding="24px 0"><mj-column><mj-spacer height="0px" /></mj-column></mj-section></mj-body></mjml>`,
    { validationLevel: 'strict', keepComments: false, ignoreIncludes: true, fonts: {} },
  );
  // Indentation is a third of the bytes, and mail programs cut a message at 102 KB.
  return html.replace(/[ \t]*\n\s*/g, '\n').trim();
}

/** A paragraph or a few lines of HTML. */
export function textBlock(html: string, kind: 'ink' | 'soft' = 'ink', attributes = ''): string {
  const small = kind === 'soft' ? ' font-size="14px" color="#5b6967"' : '';
  return `<mj-text css-class="${kind}"${small} ${attributes}>${html}</mj-text>`;
}

/** A button that leads to `url`. */
export function buttonBlock(label: string, url: string): string {
  return `<mj-button href="${escapeHtml(url)}">${escapeHtml(label)}</mj-button>`;
}
