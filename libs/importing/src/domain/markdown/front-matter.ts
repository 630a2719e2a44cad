import { parse } from 'yaml';
import type { Notice, SourceMeta } from '../draft/draft.js';

/** What stands in front of a text, in its own words. */
export interface FrontMatter {
  readonly title?: string;
  readonly summary?: string;
  readonly slug?: string;
  readonly meta: SourceMeta;
  readonly notices: readonly Notice[];
}

const KNOWN: Readonly<Record<string, string>> = {
  title: 'title',
  headline: 'title',
  description: 'summary',
  summary: 'summary',
  excerpt: 'summary',
  slug: 'slug',
  date: 'published',
  published: 'published',
  publishdate: 'published',
  created: 'published',
  updated: 'modified',
  modified: 'modified',
  lastmod: 'modified',
  author: 'authors',
  authors: 'authors',
  tags: 'tags',
  keywords: 'tags',
  category: 'categories',
  categories: 'categories',
  topic: 'categories',
  lang: 'language',
  language: 'language',
  locale: 'language',
  canonical: 'canonical',
  canonical_url: 'canonical',
  canonicalurl: 'canonical',
  permalink: 'canonical',
  aliases: 'formerSlugs',
  redirect_from: 'formerSlugs',
};

const LISTS = new Set(['authors', 'tags', 'categories', 'formerSlugs']);

/** Front matter in YAML. Keys that are not known are kept by their names; broken YAML is told and kept as it is. */
export function frontMatterOf(yaml: string): FrontMatter {
  const values = parsed(yaml);
  if (values === null) {
    const message =
      'The front matter is no YAML that can be read. It is kept in the record, and nothing of it was used.';
    return { meta: { other: { frontMatter: yaml } }, notices: [{ code: 'FRONT_MATTER_BROKEN', message }] };
  }
  const known: Record<string, string | string[]> = {};
  const other: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const name = KNOWN[key.toLowerCase()];
    if (!name || value === null || value === '') other[key] = textOf(value);
    else if (LISTS.has(name)) known[name] = [...((known[name] as string[]) ?? []), ...listOf(value)];
    else if (known[name] === undefined) known[name] = textOf(value);
    else other[key] = textOf(value);
  }
  const { title, summary, slug, ...meta } = known as { title?: string; summary?: string; slug?: string };
  return {
    ...(title ? { title } : {}),
    ...(summary ? { summary } : {}),
    ...(slug ? { slug } : {}),
    meta: { ...meta, ...(Object.keys(other).length > 0 ? { other } : {}) },
    notices: [],
  };
}

function parsed(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 20, schema: 'failsafe' });
    if (value === null || value === undefined) return {};
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 5_000);
}

function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : String(textOf(value)).split(',');
  return list.map((one) => textOf(one).trim()).filter((one) => one !== '');
}
