import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ArticleContent, build, type DocumentNode, type Reference } from '#document';
import { CliError } from '../command.js';
import { awaitMessage, headerOf, type InboxMessage, messageSource } from './inbox-client.js';
import { DELIVERY_QUERY, OPERATIONS } from './operations.js';
import { fetchText, post, type Signed } from './running-api.js';
import { readable } from './sentences.js';

export const SITE = 'harbor';

export interface ApiRevision extends ArticleContent {
  readonly __typename: string;
  readonly id: string;
  readonly articleId: string;
  readonly number: number;
  readonly contentHash: string;
  readonly findings: readonly {
    key: string;
    code: string;
    severity: string;
    quote: string | null;
    waiver: { id: string } | null;
  }[];
}

export interface ApiPublication {
  readonly __typename: string;
  readonly id: string;
  readonly slug: string;
  readonly locale: string;
  readonly pageUrl: string;
}

const GUIDELINE: Reference = {
  key: 'george2021',
  kind: 'doi',
  doi: '10.2519/jospt.2021.0304',
  pmid: '34719942',
  title: 'Interventions for the Management of Acute and Chronic Low Back Pain: Revision 2021',
  source: 'Journal of Orthopaedic & Sports Physical Therapy',
  year: 2021,
  jurisdiction: 'US',
};

const HEADING = 'When to get help';

/** What an editor adds before review: a title where the file had none, red flags, a source. */
export function prepared(revision: ApiRevision, fallbackTitle: string, at: Date): ArticleContent {
  const { locale, document, references } = revision;
  const known = JSON.stringify(document).includes(HEADING);
  const blocks: DocumentNode[] = known ? [] : redFlags();
  return {
    locale,
    title: revision.title || fallbackTitle,
    summary: `Checked for the walk-through of ${at.toISOString().slice(0, 19).replace('T', ' ')} UTC.`,
    document: { ...document, content: [...blocks, ...(document.content ?? [])] },
    references: known ? references : [...references, GUIDELINE],
  };
}

function redFlags(): DocumentNode[] {
  return [
    build.redFlags(
      { urgency: 'now', title: HEADING },
      build.p('Go to an emergency room at once if you have back pain with any of these:'),
      build.ul(
        'trouble peeing, or loss of control over your bladder or bowels',
        'numbness around your genitals, buttocks or inner thighs',
        'weakness or numbness in both legs',
        'pain after a serious accident',
      ),
    ),
    build.redFlags(
      { urgency: 'today', title: 'Call a clinician today' },
      build.p('Call today if you have a fever, have lost weight without trying, or have ever had cancer.'),
    ),
    build.p('Staying active and doing exercises ', build.cite('george2021', 'helps many people with back pain'), '.'),
  ];
}

/** Saves content on a revision. */
export function save(by: Signed, base: ApiRevision, content: ArticleContent): Promise<ApiRevision> {
  const { locale, title, summary, document, references } = content;
  return by.change<ApiRevision>('Revision', OPERATIONS.saveRevision, {
    articleId: base.articleId,
    baseRevisionId: base.id,
    baseContentHash: base.contentHash,
    locale,
    title,
    summary,
    document,
    references,
  });
}

/** What the delivery API answers for an address: its type, and the text where there is one. */
export async function delivered(apiUrl: string, publication: ApiPublication): Promise<{ type: string; text: string }> {
  const { locale, slug } = publication;
  const response = await post(`${apiUrl}/delivery/graphql`, {
    query: DELIVERY_QUERY,
    variables: { site: SITE, locale, slug },
  });
  const { data } = (await response.json()) as { data: { article: { __typename: string; text?: string } } };
  return { type: data.article.__typename, text: data.article.text ?? '' };
}

/** The same question as an address that can be opened. */
export function deliveryUrl(apiUrl: string, { locale, slug }: ApiPublication): string {
  const question = `{ article(site: "${SITE}", locale: "${locale}", slug: "${slug}") { __typename ... on Article { title text contentHash } } }`;
  return `${apiUrl}/delivery/graphql?query=${encodeURIComponent(question)}`;
}

/** Waits until a page answers with this status, and reads it. */
export async function awaitPage(url: string, status: number): Promise<string> {
  let last = 0;
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(200)) {
    const page = await fetchText(url);
    last = page.status;
    if (page.status === status) return readable(page.body);
  }
  throw new CliError(`${url} answers ${last}; it should answer ${status}.`);
}

/** Signs a new reader up and confirms by the link in the mail. @returns the address */
export async function subscribe(apiUrl: string, inboxUrl: string): Promise<string> {
  const email = `reader-${randomBytes(4).toString('hex')}@patients.example`;
  const wording = 'Send me news from Harbor Physio. I can leave at any time.';
  const response = await post(`${apiUrl}/newsletter/sign-up`, {
    site: SITE,
    email,
    locale: 'en',
    wording,
    consent: true,
  });
  if (!response.ok)
    throw new CliError(`The sign-up was refused: ${((await response.json()) as { message: string }).message}`);
  const mail = await awaitMessage(inboxUrl, email, 'onfirm');
  const link = /https?:\/\/\S+\/newsletter\/confirm\/[\w.~-]+/.exec(mail.text)?.[0];
  if (!link) throw new CliError('The confirmation mail holds no link.');
  const confirmed = await post(link, new URLSearchParams());
  if (!confirmed.ok) throw new CliError(`The confirmation was refused (${confirmed.status}).`);
  return email;
}

/**
 * Composes an issue of one article in full, has it approved by a second person, sends it, and waits until every recipient
 * is accounted for.
 */
export async function sendIssue(
  { by, approver }: { readonly by: Signed; readonly approver: Signed },
  publication: ApiPublication,
  title: string,
): Promise<string> {
  const composed = await by.change<{ __typename: string; id: string; contentHash: string }>(
    'Issue',
    OPERATIONS.composeIssue,
    {
      site: SITE,
      subject: `New from us: ${title}`.slice(0, 150),
      preheader: 'One guide, checked by our physical therapists.',
      intro: 'A new guide is on our site. You can read all of it here.',
      articles: [{ publicationId: publication.id, mode: 'FULL' }],
    },
  );
  const { id, contentHash } = composed;
  await approver.change('Issue', OPERATIONS.approveIssue, { id, contentHash });
  const frozen = await by.ask<{ __typename: string; message?: string }>(OPERATIONS.freezeIssue, { id });
  if (frozen.__typename !== 'Issue') throw new CliError(`The issue was not sent: ${frozen.message}`);
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(250)) {
    const issue = await by.ask<{ status: string }>(OPERATIONS.issue, { id });
    if (issue.status === 'FINISHED') return id;
    if (!['HANDING_OVER', 'WAITING'].includes(issue.status)) throw new CliError(`The issue ended as ${issue.status}.`);
  }
  throw new CliError('The issue was not handed over within a minute. Is the worker running?');
}

/** Leaves by the one click of RFC 8058, from the header of the message. @returns the Message-ID */
export async function unsubscribeByOneClick(inboxUrl: string, message: InboxMessage): Promise<string> {
  const source = await messageSource(inboxUrl, message.id);
  const link = /<(https?:[^>]+)>/.exec(headerOf(source, 'List-Unsubscribe'))?.[1];
  if (!link || headerOf(source, 'List-Unsubscribe-Post') !== 'List-Unsubscribe=One-Click') {
    throw new CliError('The message lacks the headers of RFC 8058.');
  }
  const seen = await fetchText(link);
  if (seen.status !== 200) throw new CliError(`The unsubscribe page answers ${seen.status}.`);
  const left = await post(link, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }));
  if (!left.ok) throw new CliError(`The one-click unsubscribe was refused (${left.status}).`);
  return headerOf(source, 'Message-ID');
}
