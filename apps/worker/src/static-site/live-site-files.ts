import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type OpenSite, type SiteFile, SiteFiles } from '#channels';
import { type SiteSnapshot, SiteSnapshots } from '#delivery';
import { MediaStorage } from '#media';
import { ASSET_NAMES, ASSETS_STAMP, accentFile, articlePage, assetOf, reviewPage, withdrawnPage } from '#pages';
import { SETTINGS, type Settings } from '#platform';
import { HTML, listFiles } from './site-lists.js';
import { articleOf, type SiteView, siteIn, siteView, viewIn } from './site-view.js';

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

/** Writes the site as files: the pages that the reference site shows, from what is live at one moment. */
@Injectable()
export class LiveSiteFiles extends SiteFiles {
  constructor(
    private readonly snapshots: SiteSnapshots,
    private readonly storage: MediaStorage,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {
    super();
  }

  open<T>(site: string, use: (site: OpenSite) => Promise<T>): Promise<T | null> {
    return this.snapshots.read(site, (snapshot) =>
      use({
        generation: BigInt(snapshot.site.generation),
        staleAt: snapshot.staleAt,
        files: () => this.filesOf(snapshot),
      }),
    );
  }

  private async *filesOf(snapshot: SiteSnapshot): AsyncIterable<SiteFile> {
    const view = siteView(snapshot, this.settings.publicUrl);
    const accent = accentFile(view.site.accentColor);
    for (const name of [...ASSET_NAMES, ...(accent ? [accent] : [])]) {
      const { type, bytes } = assetOf(name)!;
      yield fileOf(`assets/${ASSETS_STAMP}/${name}`, 'asset', type, bytes);
    }
    for (const name of [...view.media].sort()) yield this.mediaFile(name);
    yield* tombstones(view);
    for await (const text of snapshot.articles()) {
      const article = articleOf(view, text);
      const folder = `${article.locale}/${article.slug}`;
      const reader = viewIn(view, article.locale);
      const site = siteIn(view, article.locale);
      yield textFile(`${folder}/index.html`, 'page', HTML, articlePage(site, article, reader));
      yield textFile(`${folder}/review/index.html`, 'page', HTML, reviewPage(site, article, reader));
    }
    for (const { path, type, text } of listFiles(view)) yield textFile(path, 'list', type, text);
  }

  private mediaFile(name: string): SiteFile {
    const read = async () => {
      const bytes = await this.storage.get(name);
      if (!bytes) throw new Error(`The stored file ${name} of a live article is gone.`);
      return bytes;
    };
    const type = TYPES[name.split('.')[1]!] ?? 'application/octet-stream';
    // A stored file is named by the hash of its bytes.
    return { path: `media/${name}`, kind: 'asset', type, hash: name.slice(0, 64), read };
  }
}

function* tombstones(view: SiteView): Iterable<SiteFile> {
  for (const { locale, slug, withdrawnAt } of view.snapshot.tombstones) {
    const page = withdrawnPage(siteIn(view, locale), viewIn(view, locale), withdrawnAt);
    yield textFile(`${locale}/${slug}/index.html`, 'tombstone', HTML, page);
  }
}

function textFile(path: string, kind: SiteFile['kind'], type: string, text: string): SiteFile {
  return fileOf(path, kind, type, Buffer.from(text));
}

function fileOf(path: string, kind: SiteFile['kind'], type: string, bytes: Buffer): SiteFile {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { path, kind, type, hash, read: async () => bytes };
}
