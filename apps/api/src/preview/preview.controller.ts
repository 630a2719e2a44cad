import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ArticleReader } from '#editing';
import { Policy, StaffAuth } from '#identity';
import { isId } from '#kernel';
import { assetOf } from '#pages';
import { webHeaders } from '../http/web-request.js';
import { PREVIEW_FORMS, RevisionPages } from './revision-pages.js';

/** No script, no form, nothing from elsewhere; an e-mail carries its styles in its elements. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** One revision as its readers would see it, for the people of its site and for nobody else, published or not. */
@Controller('preview')
export class PreviewController {
  constructor(
    @Inject(StaffAuth) private readonly auth: StaffAuth,
    @Inject(ArticleReader) private readonly articles: ArticleReader,
    @Inject(Policy) private readonly policy: Policy,
    @Inject(RevisionPages) private readonly pages: RevisionPages,
  ) {}

  /** An empty page that the admin UI fills with an e-mail: it carries its styles in its elements, which that UI forbids. */
  @Get('blank')
  async blank(@Res() reply: FastifyReply): Promise<void> {
    reply.header('cache-control', 'private, max-age=86400').header('content-security-policy', POLICY);
    await reply.type('text/html; charset=utf-8').send('<!DOCTYPE html><html lang="en"><title>Carepress</title></html>');
  }

  /** The look of a page, and its fonts; they hold nothing of any text. The stamp changes with them. */
  @Get('assets/:stamp/:name')
  async asset(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const asset = assetOf(name);
    if (asset) await reply.header('cache-control', 'private, max-age=86400').type(asset.type).send(asset.bytes);
    else await reply.code(404).type('text/plain; charset=utf-8').send('There is no such file.');
  }

  @Get(':revisionId/:form')
  async show(
    @Param('revisionId') revisionId: string,
    @Param('form') wanted: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = PREVIEW_FORMS.find((one) => one === wanted);
    const revision = form && (await this.readable(revisionId, request));
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    reply.header('content-security-policy', POLICY).header('referrer-policy', 'no-referrer');
    if (!form || !revision) {
      await reply.code(404).type('text/plain; charset=utf-8').send('There is no such text at your sites.');
      return;
    }
    const type = form === 'text' ? 'text/plain' : 'text/html';
    await reply.type(`${type}; charset=utf-8`).send(await this.pages.page(revision, form));
  }

  private async readable(id: string, request: FastifyRequest) {
    const actor = isId(id) ? await this.auth.actorOf(webHeaders(request)) : null;
    if (!actor) return undefined;
    const [revision] = await this.articles.revisionsByIds([id]);
    const [article] = revision ? await this.articles.articlesByIds([revision.articleId]) : [];
    return article && !this.policy.mayAt(actor, 'article.read', article.siteId) ? revision : undefined;
  }
}
