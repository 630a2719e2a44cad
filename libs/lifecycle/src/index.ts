export { BULK_LIMIT, type BulkItem, type BulkReport } from './bulk-run.js';
export { ArticleInUse, type UseOfArticle } from './domain/refusals.js';
export { LifecycleModule } from './lifecycle.module.js';
export { ArchiveArticle } from './use-cases/archive-article.js';
export { ArchiveTerm } from './use-cases/archive-term.js';
export { BulkArticles } from './use-cases/bulk-articles.js';
export { type MergedTerm, MergeTerm, type MergeTermInput } from './use-cases/merge-term.js';
export { UnarchiveArticle } from './use-cases/unarchive-article.js';
