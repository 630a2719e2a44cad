import { CliError } from '../command.js';
import { answerChecklists } from './answer-checklists.js';
import { awaitMessage } from './inbox-client.js';
import { OPERATIONS } from './operations.js';
import { demoPeople, Signed } from './running-api.js';
import { mustHold, ownSentences, readable } from './sentences.js';
import {
  type ApiPublication,
  type ApiRevision,
  awaitPage,
  delivered,
  deliveryUrl,
  prepared,
  SITE,
  save,
  sendIssue,
  subscribe,
  unsubscribeByOneClick,
} from './steps.js';
import { waiveFindings } from './waive-findings.js';

export interface WalkInput {
  readonly apiUrl: string;
  readonly inboxUrl: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly topic: string;
}

/** The last line of the walk. */
export interface WalkReport {
  readonly article: string;
  readonly revisionHash: string;
  readonly approvalId: string;
  readonly pageUrl: string;
  readonly deliveryUrl: string;
  readonly issueId: string;
  readonly messageId: string;
  readonly inboxUrl: string;
  readonly seconds: number;
}

interface Cast {
  readonly author: Signed;
  readonly reviewer: Signed;
  readonly publisher: Signed;
}

type Say = (line: string) => void;

async function signIn(apiUrl: string): Promise<Cast> {
  const people = await demoPeople(apiUrl);
  const as = (role: string) => {
    const person = people.find((it) => it.role === role);
    if (!person) throw new CliError(`The demo has no ${role.toLowerCase()}.`);
    return Signed.in(apiUrl, person);
  };
  const [author, reviewer, publisher] = await Promise.all([as('Author'), as('Clinical reviewer'), as('Publisher')]);
  return { author: author!, reviewer: reviewer!, publisher: publisher! };
}

async function importAndEdit(input: WalkInput, { author }: Cast, say: Say): Promise<ApiRevision> {
  const imported = await author.change<{
    __typename: string;
    created: boolean;
    importRecord: { id: string; rights: string };
    article: { id: string; newestRevision: ApiRevision };
  }>('ImportedArticle', OPERATIONS.importArticle, {
    site: SITE,
    topic: input.topic,
    fileName: input.fileName,
    contentBase64: input.bytes.toString('base64'),
  });
  const first = imported.article.newestRevision;
  say(`1. Import. ${author.person.name} drops ${input.fileName}.`);
  say(
    imported.created
      ? `   A new article, unapproved: revision ${first.number}.`
      : '   These bytes were imported before: the article of then is used.',
  );
  const blocking = first.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.code);
  say(`   The checks block on: ${blocking.join(', ') || 'nothing'}.`);
  await stateRights(imported.importRecord, author, say);
  const fallback = `Untitled text from ${input.fileName}`.slice(0, 200);
  const edited = await save(author, first, prepared(first, fallback, new Date()));
  const left = edited.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.code);
  say(`2. Edit. ${author.person.name} adds what was missing: title, red flags, a source. Revision ${edited.number}.`);
  say(`   The checks block on: ${left.join(', ') || 'nothing'}. Content hash ${edited.contentHash.slice(0, 12)}...`);
  return edited;
}

const OWNERSHIP = 'Stated in the walk-through on this machine alone; on a real site the owner is asked first.';

/** As an editor does who knows where the text comes from. Said once; the text of a second walk is known. */
async function stateRights(record: { id: string; rights: string }, author: Signed, say: Say): Promise<void> {
  if (record.rights !== 'unknown') return;
  const input = { importRecordId: record.id, rights: 'OWNED', note: OWNERSHIP };
  await author.change<{ __typename: string; id: string }>('ImportRecord', OPERATIONS.stateRights, input);
  say(`   ${author.person.name} states who owns the text: ${OWNERSHIP}`);
}

async function reviewAndApprove(revision: ApiRevision, { author, reviewer }: Cast, say: Say): Promise<string> {
  const reviewCase = await author.change<{ __typename: string; id: string; contentHash: string }>(
    'ReviewCase',
    OPERATIONS.requestReview,
    { revisionId: revision.id, note: 'Please check the red flags.' },
  );
  say(`3. Review. ${author.person.name} asks for a review of exactly this revision. It is pinned now.`);
  const decision = {
    caseId: reviewCase.id,
    contentHash: reviewCase.contentHash,
    statement: 'I read the whole text and checked red flags and sources.',
    conflictOfInterest: 'none',
  };
  const refused = await author.refused(OPERATIONS.approveRevision, decision);
  say(`   ${author.person.name} tries to approve it and is refused (${refused.code}): ${refused.message}`);
  await waiveFindings(revision, reviewer, say);
  await answerChecklists(revision, reviewer, say);
  const approval = await reviewer.change<{ __typename: string; id: string; reviewDueAt: string }>(
    'Approval',
    OPERATIONS.approveRevision,
    decision,
  );
  say(`   ${reviewer.person.name} approves the hash. Next review ${approval.reviewDueAt.slice(0, 10)}.`);
  return approval.id;
}

async function publish(by: Signed, revision: ApiRevision): Promise<ApiPublication> {
  return by.change<ApiPublication>('Publication', OPERATIONS.publish, { site: SITE, revisionId: revision.id });
}

async function checkPublic(input: WalkInput, publication: ApiPublication, sentences: string[]): Promise<void> {
  const answer = await delivered(input.apiUrl, publication);
  mustHold('The delivery API', answer.text, sentences);
  mustHold('The page', await awaitPage(publication.pageUrl, 200), sentences);
}

/** Text that nobody approved must not be seen anywhere public. */
const CANARY = 'This sentence was not approved by anybody.';

async function editAfterwards(
  input: WalkInput,
  revision: ApiRevision,
  publication: ApiPublication,
  { author }: Cast,
  say: Say,
): Promise<void> {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: CANARY }] };
  const document = { ...revision.document, content: [...(revision.document.content ?? []), paragraph] };
  const unapproved = await save(author, revision, { ...revision, document });
  const answer = await delivered(input.apiUrl, publication);
  const page = await awaitPage(publication.pageUrl, 200);
  if (answer.text.includes(CANARY) || page.includes(CANARY)) throw new Error('Unapproved text is public.');
  say('6. An edit after publishing: saved, and neither the page nor the API shows it.');
  await save(author, unapproved, revision);
}

async function withdrawAndReturn(
  input: WalkInput,
  revision: ApiRevision,
  publication: ApiPublication,
  { publisher }: Cast,
  say: Say,
): Promise<ApiPublication> {
  await publisher.change('Publication', OPERATIONS.withdraw, {
    publicationId: publication.id,
    reason: 'The walk-through shows a withdrawal.',
  });
  await awaitPage(publication.pageUrl, 410);
  const answer = await delivered(input.apiUrl, publication);
  say(`7. Withdrawn: the page answers 410, the delivery API answers ${answer.type}.`);
  const again = await publish(publisher, revision);
  await awaitPage(again.pageUrl, 200);
  say('   Published again: the same approved hash.');
  return again;
}

/**
 * Walks one text through the running demo by its public interfaces alone, says each step, and checks on the way that
 * the page and the message hold the article's own sentences.
 */
export async function walk(input: WalkInput, say: Say): Promise<WalkReport> {
  const began = Date.now();
  const cast = await signIn(input.apiUrl);
  const revision = await importAndEdit(input, cast, say);
  const sentences = ownSentences(revision, input.bytes.toString('utf8'));
  const approvalId = await reviewAndApprove(revision, cast, say);
  const first = await publish(cast.publisher, revision);
  await checkPublic(input, first, sentences);
  say(`4. Publish. ${cast.publisher.person.name} puts it live: ${first.pageUrl}`);
  say(`   The page and the delivery API hold its own sentences (${sentences.length} checked).`);

  const email = await subscribe(input.apiUrl, input.inboxUrl);
  say(`5. Newsletter. ${email} signs up and confirms by the link in the mail.`);
  const issueId = await sendIssue({ by: cast.publisher, approver: cast.reviewer }, first, revision.title);
  const message = await awaitMessage(input.inboxUrl, email, 'New from us');
  mustHold("The message's text part", message.text, sentences);
  mustHold("The message's HTML part", readable(message.html), sentences);
  const messageId = await unsubscribeByOneClick(input.inboxUrl, message);
  say('   Handed over by SMTP, read in the inbox, left again by one click.');

  await editAfterwards(input, revision, first, cast, say);
  const live = await withdrawAndReturn(input, revision, first, cast, say);
  return {
    article: revision.articleId,
    revisionHash: revision.contentHash,
    approvalId,
    pageUrl: live.pageUrl,
    deliveryUrl: deliveryUrl(input.apiUrl, live),
    issueId,
    messageId,
    inboxUrl: `${input.inboxUrl}/api/email/${message.id}/html`,
    seconds: Math.round((Date.now() - began) / 100) / 10,
  };
}
