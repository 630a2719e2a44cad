import { ArticleDocument, PreviewDocument, tags } from '@carepress/client';
import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { carepress, SITE } from '../../carepress';

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ preview?: string }>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [where, { preview }] = await Promise.all([params, searchParams]);
  if (preview !== undefined) return { title: 'Preview. Not published.', robots: { index: false } };
  const { article } = await live(where);
  if (article.__typename !== 'Article') return { robots: { index: false } };
  return { title: article.title, description: article.summary, alternates: { canonical: article.pageUrl } };
}

function live({ locale, slug }: { locale: string; slug: string }) {
  const asked = { site: SITE, locale, slug };
  return carepress.query(ArticleDocument, asked, { tags: [tags.page(SITE, locale, slug), tags.site(SITE)] });
}

const date = (instant: string, locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant));

export default async function ArticlePage({ params, searchParams }: Props) {
  const [where, { preview }] = await Promise.all([params, searchParams]);
  if (preview !== undefined) return <Preview token={preview} />;
  const { site, article } = await live(where);
  if (!site || article.__typename === 'ArticleNotFound') notFound();
  if (article.__typename === 'ArticleWithdrawn') return <Withdrawn phone={site.phone} />;
  if (article.redirectedFrom) permanentRedirect(`/${article.locale}/${article.slug}`);
  const { lastReviewedAt, nextReviewAt, reviewedBy } = article.provenance;
  return (
    <article lang={article.locale}>
      <h1>{article.title}</h1>
      <p>{article.summary}</p>
      <p>
        Reviewed by {reviewedBy.name}, {reviewedBy.credential} on {date(lastReviewedAt, article.locale, site.timeZone)}.
        Next review {date(nextReviewAt, article.locale, site.timeZone)}.
      </p>
      {article.reviewState !== 'CURRENT' && (
        <p className="notice">The review date of this article has passed. Ask your clinic before you rely on it.</p>
      )}
      {/* Escaped and free of script: the delivery API promises it of this field, and a test there holds it. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above. */}
      <div dangerouslySetInnerHTML={{ __html: article.html }} />
    </article>
  );
}

function Withdrawn({ phone }: { phone: string }) {
  return (
    <>
      <h1>This article was withdrawn</h1>
      <p>Please do not follow an older copy of it. Call the clinic at {phone} when you have a question about it.</p>
    </>
  );
}

/** Asked for each time and kept nowhere. */
async function Preview({ token }: { token: string }) {
  const { preview } = await carepress.query(PreviewDocument, { token }, { tags: [] });
  if (preview.__typename === 'PreviewRefused') return <p className="notice">{preview.message}</p>;
  if (preview.siteSlug !== SITE) notFound();
  return (
    <article lang={preview.locale}>
      <p className="notice">
        Preview. Not published. Revision {preview.revisionNumber}, for review only; the link works until{' '}
        {preview.expiresAt}.
      </p>
      <h1>{preview.title}</h1>
      <p>{preview.summary}</p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the delivery API, as above. */}
      <div dangerouslySetInnerHTML={{ __html: preview.html }} />
    </article>
  );
}
