import { HomeDocument, tags } from '@carepress/client';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { carepress, SITE } from '../carepress';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ after?: string }>;
}

export default async function Home({ params, searchParams }: Props) {
  const [{ locale }, { after = null }] = await Promise.all([params, searchParams]);
  const asked = { site: SITE, locale, after };
  const { site, articles } = await carepress.query(HomeDocument, asked, { tags: [tags.site(SITE)] });
  if (!site || !articles || (articles.edges.length === 0 && locale !== site.locale)) notFound();
  return (
    <div lang={locale}>
      <h1>{site.name}</h1>
      <p>
        In an emergency call {site.emergencyNumber}. Questions? Call us at{' '}
        <a href={`tel:${site.phone}`}>{site.phone}</a>.
      </p>
      <ul>
        {articles.edges.map(({ node }) => (
          <li key={node.slug}>
            <Link href={`/${node.locale}/${node.slug}`}>{node.title}</Link>
            <p>{node.summary}</p>
          </li>
        ))}
      </ul>
      {articles.pageInfo.hasNextPage && <Link href={`/${locale}?after=${articles.pageInfo.endCursor}`}>More</Link>}
    </div>
  );
}
