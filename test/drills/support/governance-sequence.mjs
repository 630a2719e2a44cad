import { build } from '#document';

/** The fewest steps of one sequence after the one that makes the article, and how many there may be on top. */
const [FEWEST, MORE] = [3, 5];
/** How long a schedule waits, a short review date lasts, and a licence of a guest holds, in milliseconds. */
const SOON = 400;
const SHORT = 700;

const REFERENCES = [{ key: 'care', kind: 'pmid', pmid: '34719942', title: 'Low back pain guideline', year: 2021 }];

/** Sentences with the name of who wrote them, and what the checks ask of every text. */
function documentOf(sentences) {
  return build.doc(
    build.p(sentences.join(' ') || 'Nothing yet.'),
    build.p(build.cite('care', 'Most people feel better when they keep moving'), '.'),
    build.redFlags(
      { urgency: 'now' },
      build.p('Call 911 or go to an emergency department now if you have:'),
      build.ul('numbness between your legs', 'trouble passing urine', 'weakness in both legs'),
    ),
  );
}

/** One article on its random way. What the drill knows of it comes from the answers it was given. */
export class Sequence {
  /**
   * @param place a site, and everybody's way to the server
   * @param tally where answers and approvals are counted
   */
  constructor(number, { place, random, tally, db }) {
    Object.assign(this, { number, people: place.people, site: place.site, random, tally, db });
    Object.assign(this, { revisions: [], cases: [], written: 0, approved: false, live: false });
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  sentence(person) {
    this.written += 1;
    return `mk-${person.name}-${this.number}-${this.written}.`;
  }

  count(step, answer) {
    const code = answer.code ?? 'done';
    this.tally.answers[step] ??= {};
    this.tally.answers[step][code] = (this.tally.answers[step][code] ?? 0) + 1;
    return answer.code === undefined;
  }

  textOf(sentences) {
    return {
      title: `Drill ${this.number}`,
      summary: '',
      document: documentOf(sentences),
      references: REFERENCES,
    };
  }

  async begin() {
    const person = this.pick(this.people);
    const title = `Drill ${this.number}`;
    if (this.random() < 0.3) {
      const text = `${title}\n\n${this.sentence(person)} It stands here.\n`;
      const answer = await person.api.importText(this.site, title, text);
      if (this.count('import', answer)) this.know(answer.article.newestRevision, []);
      return;
    }
    const sentences = [this.sentence(person)];
    const riskClass = this.pick(['LOW', 'LOW', 'LOW', 'STANDARD', 'HIGH']);
    const topic = this.pick(['Knee pain', 'Sleep']);
    const answer = await person.api.create(this.site, { riskClass, topic, ...this.textOf(sentences) });
    if (this.count('create', answer)) this.know(answer.newestRevision, sentences);
  }

  know(revision, sentences) {
    const at = this.revisions.findIndex(({ id }) => id === revision.id);
    if (at >= 0) this.revisions.splice(at, 1);
    this.revisions.push({ ...revision, sentences });
  }

  newest() {
    return this.revisions.at(-1);
  }

  async edit(person) {
    const base = this.newest();
    const kept = base.sentences.filter(() => this.random() < 0.7);
    const sentences = [...kept, this.sentence(person)];
    const answer = await person.api.save(base, this.textOf(sentences));
    if (this.count('edit', answer)) this.know(answer, sentences);
  }

  async restore(person) {
    const source = this.pick(this.revisions);
    const answer = await person.api.restore(source, this.newest());
    if (this.count('restore', answer)) this.know(answer, source.sentences);
  }

  async submit(person) {
    const answer = await person.api.requestReview(this.random() < 0.9 ? this.newest() : this.pick(this.revisions));
    if (!this.count('submit', answer)) return;
    this.cases.push(answer);
    this.approved = false;
  }

  async approve(person) {
    const one = this.random() < 0.85 ? this.cases.at(-1) : this.pick(this.cases);
    if (!one) return;
    if (person.guest && this.random() < 0.7) await person.license(SHORT);
    const short = this.random() < 0.1 ? new Date(Date.now() + SHORT) : null;
    const { caseId, bytes } = await bytesOfCase(this.db, one.id);
    const answer = await person.api.approve(one, short);
    if (!this.count('approve', answer)) return;
    this.approved = answer.complete;
    this.tally.approvals.push({ id: answer.id, caseId, bytes, approverId: person.id, approver: person.name });
  }

  async publish(person) {
    const answer = await person.api.publish(this.site, this.random() < 0.8 ? this.newest() : this.pick(this.revisions));
    if (this.count('publish', answer)) this.live = true;
  }

  async schedule(person) {
    const revision = this.random() < 0.8 ? this.newest() : this.pick(this.revisions);
    const answer = await person.api.schedule(this.site, revision, new Date(Date.now() + SOON));
    if (this.count('schedule', answer)) this.live = true;
  }

  async recall(person) {
    this.count('recall', await person.api.recall(this.pick(this.revisions)));
  }

  /** Every step is possible at any time; what makes sense now comes up more often, or little would ever go live. */
  likely() {
    const all = ['edit', 'restore', 'submit', 'approve', 'publish', 'schedule'];
    if (this.live) return [...all, 'recall', 'publish'];
    if (this.approved) return [...all, 'publish', 'publish', 'schedule', 'schedule', 'edit'];
    if (this.cases.length > 0) return [...all, 'approve', 'approve', 'approve', 'approve'];
    return [...all, 'edit', 'submit', 'submit'];
  }

  async run() {
    await this.begin();
    if (this.revisions.length === 0) return;
    const steps = FEWEST + Math.floor(this.random() * MORE);
    for (let step = 0; step < steps; step += 1) await this[this.pick(this.likely())](this.pick(this.people));
  }
}

/** The bytes under review, read past the product before the decision. */
async function bytesOfCase(db, id) {
  const { rows } = await db.query({
    name: 'bytes-of-case',
    text: `SELECT c.id AS "caseId", md5(r.title || r.summary || r.document::text || r."references"::text) AS bytes
     FROM review_case c JOIN revision r ON r.id = c.revision_id WHERE c.id = $1`,
    values: [id],
  });
  return rows[0];
}
