import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { type Correction, consentWording, newsletterPage, notFoundPage, wordsFor } from '#pages';
import type { DeliveryClient } from './delivery-client.js';
import { choicesOf } from './form-choices.js';
import { viewOf } from './page-sender.js';
import { FORM_QUERY, type FormAnswer } from './queries.js';

interface Form {
  email?: unknown;
  locale?: unknown;
  consent?: unknown;
  interests?: unknown;
  language?: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : text(value) ? [text(value)] : []);

const LANGUAGE_TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** The sign-up form: passes it on to the API and shows the API's own sentence. Nothing is kept here. */
export async function newsletterRoute(server: FastifyInstance, client: DeliveryClient): Promise<void> {
  await server.register(formbody, { bodyLimit: 10_000 });
  server.post<{ Params: { site: string }; Body: Form | undefined }>('/:site/newsletter', async (request, reply) => {
    const form = request.body ?? {};
    const asked = LANGUAGE_TAG.test(text(form.locale)) ? text(form.locale) : '';
    const known = await client.query<FormAnswer>(FORM_QUERY, { site: request.params.site, locale: asked || 'en-US' });
    const offer: FormAnswer = known.unchanged ? { site: null, terms: null } : known.data;
    const { site } = offer;
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (!site) return reply.code(404).send(notFoundPage(null, viewOf(request, 'en-US')));
    const locale = asked || site.locale;
    const words = wordsFor(locale);
    const choices = choicesOf(offer);
    const view = { ...viewOf(request, locale), path: `/${site.slug}/`, choices };
    const email = text(form.email).trim();
    const interests = texts(form.interests);
    const language = text(form.language);
    const refuse = (message: string, field: Correction['field'] = 'email') => {
      const correction = { email, interests, language, field, message };
      return reply.code(422).send(newsletterPage(site, view, { message, correction }));
    };
    const offered = [...choices.topics, ...choices.regions].map(({ id }) => id);
    if (!interests.every((id) => offered.includes(id))) return refuse(words.notOffered, 'interests');
    if (language !== '' && !choices.locales.includes(language)) return refuse(words.notOffered, 'language');
    if (form.consent !== 'yes') return refuse(words.tickTheBox, 'consent');
    const wording = consentWording(site, locale);
    const fields = { site: site.slug, email, locale, language: language || locale, wording, consent: true, interests };
    const answer = await client.signUp(fields, request.ip);
    return answer.accepted ? reply.send(newsletterPage(site, view, answer)) : refuse(answer.message);
  });
}
