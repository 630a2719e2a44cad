import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { AdmitSubscribers } from '#audience';
import { AddDestination } from '#channels';
import { People } from '#identity';
import { expectOk } from '#kernel';
import { ComposeIssue, FreezeIssue } from '#newsletter';
import { PublishRevision, WithdrawPublication } from '#publishing';
import { approvedIssue } from './approved-issue.mjs';
import { asJson } from './leak-formats.mjs';
import { CANARY } from './plant-canaries.mjs';

const READERS = 5;
const PATIENCE_MS = 120_000;

/** Takes whatever is pushed to websites. */
export async function startHookReceiver(atEnd) {
  const bodies = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(`${request.rawHeaders.join('\n')}\n${Buffer.concat(chunks)}`);
    response.writeHead(204).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${server.address().port}`, bodies };
}

/** Takes whatever is mailed, by a mail server and a reader of mail that are not ours. */
export async function startMailbox(atEnd) {
  const mails = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, logger: false },
    onData(stream, session, callback) {
      simpleParser(stream).then((mail) => {
        const { text, html, headerLines } = mail;
        const words = [...headerLines.map(({ line }) => line), mail.subject, text, html].join('\n');
        mails.push({ to: session.envelope.rcptTo[0].address, subject: mail.subject ?? '', words });
        callback();
      }, callback);
    },
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => new Promise((resolve) => server.close(resolve)));
  return { url: `smtp://127.0.0.1:${server.server.address().port}`, mails };
}

const SIGN_UP = `mutation { signUp(input: { site: "main", email: "asks@reader.example", wording: "Yes, write to me." }) {
  __typename ... on Refusal { message } } }`;

/** Makes a site speak to the outside in every way it can: a webhook, files, a newsletter, a mail that asks back. */
export async function speakOutward({ get, db, api, hookUrl }) {
  const { rows } = await db.query(`SELECT p.id, p.revision_id AS "revisionId", p.site_id AS "siteId",
    p.published_by_id AS "userId" FROM publication p JOIN site s ON s.id = p.site_id
    WHERE s.slug = 'main' AND p.state = 'live' ORDER BY p.sequence DESC LIMIT 4`);
  const [{ siteId, userId }] = rows;
  await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [userId, siteId]);
  const actor = await get(People).actor(userId);
  const add = async (input) => expectOk(await get(AddDestination).run(actor, { siteId, settings: {}, ...input }));
  await add({ kind: 'webhook', name: 'Clinic site', url: hookUrl });
  await add({ kind: 'folder', name: 'Files', url: '', settings: { folder: 'main' } });
  const people = Array.from({ length: READERS }, (_, n) => ({ email: `reader-${n}@reader.example` }));
  await get(AdmitSubscribers).run({ id: siteId, locale: 'en-US' }, people, { wording: 'Yes.', formUrl: null });
  const articles = rows.slice(0, 2).map(({ id }, n) => ({ publicationId: id, mode: n === 0 ? 'full' : 'teaser' }));
  const words = { subject: 'For this month', preheader: 'Two articles', intro: 'Two articles for this month.' };
  // No DNS is asked here: the sender's domain passed.
  await db.query(
    `INSERT INTO sender_domain_check (site_id, domain, findings, checked_at, passed_at)
     SELECT id, split_part(sender_email, '@', 2), '[]', now(), now() FROM site WHERE id = $1`,
    [siteId],
  );
  const issue = expectOk(await get(ComposeIssue).run(actor, { site: 'main', ...words, articles }));
  await approvedIssue(db, get, issue);
  expectOk(await get(FreezeIssue).run(actor, issue.id));
  const [, , taken, changed] = rows;
  const reason = `The drill takes it off: ${CANARY}.`;
  for (const { id: publicationId } of [taken, changed])
    expectOk(await get(WithdrawPublication).run(actor, { publicationId, reason }));
  expectOk(await get(PublishRevision).run(actor, { siteId, revisionId: changed.revisionId }));
  const answer = await (await fetch(`${api}/delivery/graphql`, asJson(SIGN_UP))).json();
  if (answer.data?.signUp.__typename !== 'SignUpAccepted') throw new Error(JSON.stringify(answer));
}

const isReader = ({ to }) => to.endsWith('@reader.example');

/** Waits until all of it came, and looks through it. What is for staff alone may name titles and colleagues. */
export async function lookOutward({ watch, hooks, mailbox, isExported }) {
  const deadline = Date.now() + PATIENCE_MS;
  const came = async () =>
    hooks.bodies.length >= 3 &&
    mailbox.mails.filter(isReader).length > READERS &&
    !mailbox.mails.every(isReader) &&
    (await isExported());
  while (!(await came())) {
    const counts = `${hooks.bodies.length} hooks, ${mailbox.mails.length} mails, exported: ${await isExported()}`;
    if (Date.now() > deadline) throw new Error(`The worker did not do its work: ${counts}.`);
    await sleep(200);
  }
  for (const body of hooks.bodies) watch.look('webhooks', body, body.slice(0, 200));
  for (const mail of mailbox.mails) {
    if (isReader(mail)) watch.look('mailsToReaders', mail.words, mail.subject);
    // Its address and the names in it are those of staff.
    else watch.look('mailsToStaff', mail.words, mail.subject, new RegExp(CANARY, 'i'));
  }
}
