import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { consentWording, newsletterPage, notFoundPage, type Site } from '#pages';
import type { DeliveryClient } from './delivery-client.js';
import { viewOf } from './page-sender.js';
import { SITE_QUERY } from './queries.js';

interface Form {
  email?: unknown;
  locale?: unknown;
  consent?: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const TICK_THE_BOX = 'Tick the box below the address: the clinic may write to you only when you agree.';

/** The sign-up form: passes it on to the API and shows the API's own sentence. Nothing is kept here. */
export async function newsletterRoute(server: FastifyInstance, client: DeliveryClient): Promise<void> {
  await server.register(formbody, { bodyLimit: 10_000 });
  server.post<{ Params: { site: string }; Body: Form | undefined }>('/:site/newsletter', async (request, reply) => {
    const known = await client.query<{ site: Site | null }>(SITE_QUERY, { site: request.params.site });
    const site = known.unchanged ? null : known.data.site;
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (!site) return reply.code(404).send(notFoundPage(null, viewOf(request, 'en-US')));
    const form = request.body ?? {};
    const locale = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text(form.locale)) ? text(form.locale) : site.locale;
    const view = { ...viewOf(request, locale), path: `/${site.slug}/` };
    const email = text(form.email).trim();
    const refuse = (message: string) =>
      reply.code(422).send(newsletterPage(site, view, { message, correction: { email, message } }));
    if (form.consent !== 'yes') return refuse(TICK_THE_BOX);
    const wording = consentWording(site, locale);
    const fields = { site: site.slug, email, locale, wording, consent: true };
    const answer = await client.signUp(fields, request.ip);
    return answer.accepted ? reply.send(newsletterPage(site, view, answer)) : refuse(answer.message);
  });
}
