import { Injectable } from '@nestjs/common';
import { dayAt, type InvalidToken, LONGEST_PAUSE_DAYS, LookAtPreferences, type Preferences } from '#audience';
import { type SiteRow, Sites } from '#identity';
import { Clock, isRefusal, type Refusal } from '#kernel';
import { labelIn, type TermRow } from '#taxonomy';
import { escapeHtml, pageHeaders, renderDocument } from './page.js';
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
  /** The field that was refused, by its name in the form. */
  readonly wrong: string;
}

/** Writes a person's own page as it stands now. */
@Injectable()
export class PreferencesView {
  constructor(
    private readonly look: LookAtPreferences,
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  async render(
    token: string,
    told: Told,
  ): Promise<{ html: string; headers: Readonly<Record<string, string>> } | InvalidToken> {
    const chosen = await this.look.run(token);
    if (isRefusal(chosen)) return chosen;
    const site = (await this.sites.byId(chosen.siteId))!;
    const locale = chosen.locale === 'und' ? site.locale : chosen.locale;
    const page = {
      site,
      locale,
      words: preferencesWordsFor(locale),
      chosen,
      now: this.clock.now(),
      wrong: fieldOf(told),
    };
    const subscribed = chosen.state === 'subscribed';
    const parts = subscribed ? [choice(page), rest(page), leave(page), erase(page)] : [gone(page)];
    const title = subscribed ? page.words.title : page.words.goneTitle;
    const html = renderDocument({ locale, site, title }, [news(page, told), ...parts].join(''));
    return { html, headers: pageHeaders(site) };
  }
}

const fill = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const form = (act: string, inside: string, label: string, look?: 'plain' | 'danger') =>
  `<form method="post"><input type="hidden" name="do" value="${act}">${inside}<button type="submit"${look ? ` class="${look}"` : ''}>${escapeHtml(label)}</button></form>`;

/** What ties a field to the sentence above the forms that says what is wrong with it. */
const tie = ({ wrong }: Page, field: string) => (wrong === field ? ' aria-invalid="true" aria-describedby="told"' : '');

const fieldOf = ({ refusal }: Told): string => (refusal && 'field' in refusal ? String(refusal.field) : '');

/** The fields that a sentence can lead to: each has its name as its id. */
const PLACES = ['sure', 'until', 'interests', 'locale'];

const section = (title: string, inside: string) => `<section><h2>${escapeHtml(title)}</h2>${inside}</section>`;

/** What was done, or what to correct with a way to where: the page is long, and a phone shows its beginning. */
function news({ words, wrong, chosen }: Page, { done, refusal }: Told): string {
  const sentence = done ? words.done[done] : refusal && (words.refusals[wrong] ?? refusal.message);
  if (!sentence) return '';
  const text = escapeHtml(sentence);
  const leads = PLACES.includes(wrong) && chosen.state === 'subscribed';
  const inside = leads ? `<a href="#${wrong}">${text}</a>` : text;
  return `<p id="told" class="told${refusal ? ' wrong' : ''}" role="status">${inside}</p>`;
}

function gone({ site, words }: Page): string {
  return `<p>${escapeHtml(fill(words.gone, { site: site.name }))}</p>`;
}

function choice(page: Page): string {
  const { words, chosen } = page;
  const of = (regions: boolean) => chosen.offered.filter(({ kind }) => (kind === 'bodyRegion') === regions);
  const inside = [
    `<p id="interests">${escapeHtml(words.everything)}</p>`,
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
function languages(page: Page): string {
  const { site, chosen, words } = page;
  const offered = [...new Set([site.locale, ...site.locales])];
  const language = (locale: string) => locale.split('-')[0];
  // Who reads en-US where the site writes en has its language already: it does not stand there twice.
  const own =
    offered.find((locale) => locale === chosen.locale) ??
    offered.find((locale) => language(locale) === language(chosen.locale)) ??
    chosen.locale;
  const known = [...new Set([...offered, own])];
  const radios = known.map((locale) => {
    const alone = known.filter((other) => language(other) === language(locale)).length === 1;
    const name = nameOf(locale, alone ? language(locale)! : locale);
    const checked = locale === own ? ' checked' : '';
    return `<label class="pick"><input type="radio" name="locale" value="${escapeHtml(locale)}"${checked}><span lang="${escapeHtml(locale)}">${escapeHtml(name)}</span></label>`;
  });
  return `<fieldset id="locale"${page.wrong === 'locale' ? ' aria-describedby="told"' : ''}><legend>${escapeHtml(words.language)}</legend>${radios.join('')}</fieldset>`;
}

/** A language in its own words, with a capital as a list wants it. */
function nameOf(locale: string, tag: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

function rest(page: Page): string {
  const { site, chosen, words, locale, now } = page;
  if (chosen.pausedUntil) {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: site.timeZone });
    const line = fill(words.resting, { day: day.format(chosen.pausedUntil) });
    return section(words.rest, `<p>${escapeHtml(line)}</p>${form('resume', '', words.resume, 'plain')}`);
  }
  const first = dayAt(site.timeZone, new Date(now.getTime() + DAY_MS));
  const last = dayAt(site.timeZone, new Date(now.getTime() + LONGEST_PAUSE_DAYS * DAY_MS));
  const field = `<label class="field" for="until">${escapeHtml(words.until)}</label><input id="until" type="date" name="until" min="${first}" max="${last}" required${tie(page, 'until')}>`;
  return section(words.rest, `<p>${escapeHtml(words.restLine)}</p>${form('pause', field, words.pause, 'plain')}`);
}

function leave({ site, words }: Page): string {
  const line = `<p>${escapeHtml(fill(words.leaveLine, { site: site.name }))}</p>`;
  return section(words.leave, line + form('leave', '', words.leaveButton, 'plain'));
}

function erase(page: Page): string {
  const { words } = page;
  const sure = `<label class="pick"><input id="sure" type="checkbox" name="sure" value="yes" required${tie(page, 'sure')}><span>${escapeHtml(words.sure)}</span></label>`;
  return section(
    words.erase,
    `<p>${escapeHtml(words.eraseLine)}</p>${form('erase', sure, words.eraseButton, 'danger')}`,
  );
}
