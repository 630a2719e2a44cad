import { Agent, request } from 'undici';

const REFUSED = '... on Refusal { code message }';
const REVISION = 'id articleId locale contentHash number';

const CREATE = `mutation ($input: CreateArticleInput!) { answer: createArticle(input: $input) { __typename
  ... on Article { id newestRevision { ${REVISION} } } ${REFUSED} } }`;
const IMPORT = `mutation ($input: ImportArticleInput!) { answer: importArticle(input: $input) { __typename
  ... on ImportedArticle { article { id newestRevision { ${REVISION} } } } ${REFUSED} } }`;
const SAVE = `mutation ($input: SaveRevisionInput!) { answer: saveRevision(input: $input) { __typename
  ... on Revision { ${REVISION} } ${REFUSED} } }`;
const RESTORE = `mutation ($input: RestoreRevisionInput!) { answer: restoreRevision(input: $input) { __typename
  ... on Revision { ${REVISION} } ${REFUSED} } }`;
const REQUEST = `mutation ($input: RequestReviewInput!) { answer: requestReview(input: $input) { __typename
  ... on ReviewCase { id contentHash requiredChecklists } ${REFUSED} } }`;
const APPROVE = `mutation ($input: ApproveRevisionInput!) { answer: approveRevision(input: $input) { __typename
  ... on Approval { id complete } ${REFUSED} } }`;
const PUBLISH = `mutation ($input: PublishInput!) { answer: publish(input: $input) { __typename
  ... on Publication { id } ${REFUSED} } }`;
const SCHEDULE = `mutation ($input: SchedulePublicationInput!) { answer: schedulePublication(input: $input) { __typename
  ... on PublicationSchedule { id } ${REFUSED} } }`;
const RECALL = `mutation ($input: OpenRecallInput!) { answer: openRecall(input: $input) { __typename
  ... on Recall { id } ${REFUSED} } }`;
const QUESTIONS = '{ answer: checklists { name openQuestions { id } items { id } } }';

/** The good answer to this question is no. */
const GOOD_NO = 'C17';

/** Connections that stay open: what is measured is not how they are made. */
const dispatcher = new Agent({ connections: 32, pipelining: 1 });

/** One person at the management endpoint, as any client of it would be. */
export class Management {
  static async signIn(url, credentials) {
    const headers = { 'content-type': 'application/json', origin: url };
    const path = `${url}/api/auth/sign-in/email`;
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(credentials) });
    if (response.status !== 200) throw new Error(`${credentials.email} cannot sign in: ${response.status}`);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const person = new Management(url, cookie);
    const questions = await person.ask(QUESTIONS, {});
    person.checklists = questions.map(({ name, items, openQuestions }) => ({
      name,
      answers: items.map(({ id }) => ({ item: id, answer: id === GOOD_NO ? 'NO' : 'YES' })),
      openAnswers: openQuestions.map(({ id }) => ({ id, text: 'People whose joints hurt.' })),
    }));
    return person;
  }

  constructor(url, cookie) {
    this.url = url;
    this.headers = { 'content-type': 'application/json', origin: url, cookie };
  }

  /** The same person, signed in as before, at another server over the same database. */
  at(url) {
    const there = new Management(url, this.headers.cookie);
    there.checklists = this.checklists;
    return there;
  }

  async ask(query, variables) {
    const body = JSON.stringify({ query, variables });
    const path = `${this.url}/graphql`;
    const answered = await request(path, { method: 'POST', headers: this.headers, body, dispatcher });
    const { data, errors } = await answered.body.json();
    // A fault of the product: counted, so that one run shows all of them with their ids.
    if (errors?.every(({ extensions }) => extensions?.code === 'INTERNAL')) return { code: 'INTERNAL' };
    if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
    return data.answer;
  }

  create(site, text) {
    return this.ask(CREATE, { input: { site, locale: 'en', ...text } });
  }

  importText(site, title, text) {
    const contentBase64 = Buffer.from(text).toString('base64');
    return this.ask(IMPORT, { input: { site, topic: title, fileName: 'drill.txt', contentBase64 } });
  }

  save(base, text) {
    const { articleId, locale, id: baseRevisionId, contentHash: baseContentHash } = base;
    return this.ask(SAVE, { input: { articleId, locale, baseRevisionId, baseContentHash, ...text } });
  }

  restore(source, newest) {
    return this.ask(RESTORE, { input: { revisionId: source.id, newestRevisionId: newest.id } });
  }

  requestReview({ id }) {
    return this.ask(REQUEST, { input: { revisionId: id } });
  }

  approve({ id: caseId, contentHash, requiredChecklists }, reviewDueAt = null) {
    const checklists = this.checklists.filter(({ name }) => requiredChecklists.includes(name));
    const vouched = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists };
    return this.ask(APPROVE, { input: { caseId, contentHash, reviewDueAt, ...vouched } });
  }

  publish(site, { id: revisionId }) {
    return this.ask(PUBLISH, { input: { site, revisionId } });
  }

  schedule(site, { id: revisionId }, publishAt) {
    return this.ask(SCHEDULE, { input: { site, revisionId, publishAt: publishAt.toISOString() } });
  }

  recall({ id }) {
    return this.ask(RECALL, { input: { revisionIds: [id], reason: 'Somebody found it to be wrong.' } });
  }
}
