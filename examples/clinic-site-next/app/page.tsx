import { SiteLocaleDocument, tags } from '@carepress/client';
import { notFound, redirect } from 'next/navigation';
import { carepress, SITE } from './carepress';

// Asked for each time, and answered from the kept answer until a webhook drops it.
export const dynamic = 'force-dynamic';

export default async function FirstLanguage() {
  const { site } = await carepress.query(SiteLocaleDocument, { site: SITE }, { tags: [tags.site(SITE)] });
  if (!site) notFound();
  redirect(`/${site.locale}`);
}
