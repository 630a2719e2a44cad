import { Injectable } from '@nestjs/common';
import { dayAt, type InvalidToken, LONGEST_PAUSE_DAYS, LookAtPreferences, type Preferences } from '#audience';
import { type SiteRow, Sites } from '#identity';
import { Clock, isRefusal, type Refusal } from '#kernel';
import { labelIn, type TermRow } from '#taxonomy';
import { escapeHtml, renderDocument } from './page.js';
import { type PreferencesWords, preferencesWordsFor } from './preferences-words.js';

/** What is said above the forms. */
export interface Told {
  readonly done?: keyof PreferencesWords['done'];
  readonly refusal?: Refusal;
}

const DAY_MS = 86_400_000;

/** Everything the page's parts are made of. */
interface Page {
  readonly site: SiteRow;
  readonly locale: string;
  readonly words: PreferencesWords;
  readonly chosen: Preferences;
  readonly now: Date;
}

/** Writes a person's own page as it stands now. */
@Injectable()
export class PreferencesView {
  constructor(
    private readonly look: LookAtPreferences,
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  async render(token: string, told: Told): Promise<string | InvalidToken> {
    const chosen = await this.look.run(token);
    if (isRefusal(chosen)) return chosen;
    const site = (await this.sites.byId(chosen.siteId))!;
    const locale = chosen.locale === 'und' ? site.locale : chosen.locale;
    const page = { site, locale, words: preferencesWordsFor(locale), chosen, now: this.clock.now() };
    const subscribed = chosen.state === 'subscribed';
    const parts = subscribed ? [choice(page), rest(page), leave(page), erase(page)] : [gone(page)];
    const title = fill(page.words.title, { site: site.name });
    return renderDocument({ locale, siteName: site.name, title }, [news(page, told), ...parts].join(''));
  }
}

const fill = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const form = (act: string, inside: string, label: string, plain = false) =>
  `<form method="post"><input type="hidden" name="do" value="${act}">${inside}<button type="submit"${plain ? ' class="plain"' : ''}>${escapeHtml(label)}</button></form>`;

const section = (title: string, inside: string) => `<section><h2>${escapeHtml(title)}</h2>${inside}</section>`;

function news({ words }: Page, { done, refusal }: Told): string {
  const field = refusal && 'field' in refusal ? String(refusal.field) : '';
  const sentence = done ? words.done[done] : refusal && (words.refusals[field] ?? refusal.message);
  return sentence ? `<p class="told" role="status">${escapeHtml(sentence)}</p>` : '';
}

function gone({ site, words }: Page): string {
  return `<p>${escapeHtml(fill(words.gone, { site: site.name }))}</p>`;
}

function choice(page: Page): string {
  const { words, chosen } = page;
  const of = (regions: boolean) => chosen.offered.filter(({ kind }) => (kind === 'bodyRegion') === regions);
  const inside = [
    `<p>${escapeHtml(words.everything)}</p>`,
    picks(words.regions, of(true), page),
    picks(words.topics, of(false), page),
    languages(page),
  ];
  return form('save', inside.join(''), words.save);
}

function picks(legend: string, terms: readonly TermRow[], { chosen, locale }: Page): string {
  if (terms.length === 0) return '';
  const named = terms.map((term) => ({ id: term.id, label: labelIn(term, locale) }));
  const boxes = named
    .sort((a, b) => a.label.localeCompare(b.label, locale))
    .map(({ id, label }) => {
      const checked = chosen.chosen.includes(id) ? ' checked' : '';
      return `<label class="pick"><input type="checkbox" name="interests" value="${id}"${checked}><span>${escapeHtml(label)}</span></label>`;
    });
  return `<fieldset><legend>${escapeHtml(legend)}</legend><div class="picks">${boxes.join('')}</div></fieldset>`;
}

/** The site's languages, each in its own words, and the one the person has. */
function languages({ site, chosen, words }: Page): string {
  const known = [...new Set([site.locale, ...site.locales, chosen.locale])];
  const radios = known.map((locale) => {
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
    const checked = locale === chosen.locale ? ' checked' : '';
    return `<label class="pick"><input type="radio" name="locale" value="${escapeHtml(locale)}"${checked}><span lang="${escapeHtml(locale)}">${escapeHtml(name)}</span></label>`;
  });
  return `<fieldset><legend>${escapeHtml(words.language)}</legend>${radios.join('')}</fieldset>`;
}

function rest({ site, chosen, words, locale, now }: Page): string {
  if (chosen.pausedUntil) {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: site.timeZone });
    const line = fill(words.resting, { day: day.format(chosen.pausedUntil) });
    return section(words.rest, `<p>${escapeHtml(line)}</p>${form('resume', '', words.resume, true)}`);
  }
  const first = dayAt(site.timeZone, new Date(now.getTime() + DAY_MS));
  const last = dayAt(site.timeZone, new Date(now.getTime() + LONGEST_PAUSE_DAYS * DAY_MS));
  const field = `<label class="field" for="until">${escapeHtml(words.until)}</label><input id="until" type="date" name="until" min="${first}" max="${last}" required> `;
  return section(words.rest, `<p>${escapeHtml(words.restLine)}</p>${form('pause', field, words.pause, true)}`);
}

function leave({ site, words }: Page): string {
  const line = `<p>${escapeHtml(fill(words.leaveLine, { site: site.name }))}</p>`;
  return section(words.leave, line + form('leave', '', words.leaveButton, true));
}

function erase({ words }: Page): string {
  const sure = `<label class="pick"><input type="checkbox" name="sure" value="yes" required><span>${escapeHtml(words.sure)}</span></label>`;
  return section(words.erase, `<p>${escapeHtml(words.eraseLine)}</p>${form('erase', sure, words.eraseButton, true)}`);
}
