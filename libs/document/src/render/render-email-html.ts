import type { ArticleContent } from '../types.js';
import type { Dress } from './html-context.js';
import type { RenderOptions } from './options.js';
import { renderDressed } from './render-html.js';

const BOX = 'margin:0 0 16px;padding:12px 16px;border-radius:6px';
const H = 'margin:24px 0 8px;line-height:1.3';
const BOX_TITLE = 'margin:0 0 8px;font-size:17px;line-height:1.3';

/** Contrast of every pair of colours is at least 4.5 : 1. */
const STYLES: Readonly<Record<string, string>> = {
  title: 'margin:0 0 12px;font-size:26px;line-height:1.25',
  summary: 'margin:0 0 20px;font-size:18px;line-height:1.5',
  heading: `${H};font-size:20px`,
  paragraph: 'margin:0 0 12px;line-height:1.5',
  list: 'margin:0 0 12px;padding-left:24px;line-height:1.5',
  'step-list': 'margin:0;padding-left:24px;line-height:1.5',
  quote: 'margin:0 0 12px;padding-left:12px;border-left:3px solid #9aa5b1',
  table: 'width:100%;margin:0 0 12px;border-collapse:collapse',
  cell: 'padding:6px 8px;border:1px solid #9aa5b1;text-align:left;vertical-align:top',
  link: 'color:#0b5394',
  button:
    'display:inline-block;padding:10px 18px;background:#0b5394;color:#ffffff;text-decoration:none;border-radius:4px',
  'red-flags': `${BOX};background:#fdecea;border:2px solid #b3261e`,
  'red-flags-title': `${BOX_TITLE};color:#8c1d18`,
  call: 'margin:8px 0 0;font-weight:bold',
  caution: `${BOX};background:#fff8e1;border:1px solid #8a6d00`,
  'caution-title': BOX_TITLE,
  'key-message': `${BOX};background:#e8f1fb;border-left:4px solid #0b5394`,
  'key-message-title': BOX_TITLE,
  steps: BOX,
  'steps-title': BOX_TITLE,
  exercise: `${BOX};background:#f5f7fa;border:1px solid #9aa5b1`,
  'exercise-title': BOX_TITLE,
  dose: 'margin:0 0 8px;line-height:1.6',
  'faq-question': `${H};font-size:17px`,
  'patient-story': `${BOX};background:#f5f7fa`,
  'story-label': 'margin:0 0 8px;font-style:italic',
  'call-to-action': `${BOX};background:#f5f7fa`,
  'safety-block': 'margin:0 0 16px',
  'shared-exercise': 'margin:0 0 16px',
  'safety-missing': `${BOX};background:#fdecea;border:2px solid #b3261e`,
  caption: 'margin:0 0 12px;font-size:14px;color:#52606d',
  references: 'margin:24px 0 0;padding-top:12px;border-top:1px solid #9aa5b1',
  'references-title': 'margin:0 0 8px;font-size:16px',
  'reference-list': 'margin:0;padding-left:24px;font-size:14px;line-height:1.5',
  citation: 'font-size:12px;line-height:0',
};

const INLINE: Dress = {
  medium: 'email',
  attributes: (role) => (Object.hasOwn(STYLES, role) ? ` style="${STYLES[role]}"` : ''),
};

/**
 * An article as HTML for the body of an e-mail: inline styles, no ids, no classes, no scripts, and nothing that is
 * loaded from elsewhere, so that reading it tells nobody. Site-relative links need `options.baseUrl`; without it their
 * text stays and the link goes.
 */
export function renderEmailHtml(content: ArticleContent, options: RenderOptions = {}): string {
  return renderDressed(content, options, INLINE);
}
