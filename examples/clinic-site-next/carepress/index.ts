export { CarepressUnavailable, createClient, tags } from './client';
export { ArticleDocument, HomeDocument, PreviewDocument, SiteLocaleDocument } from './operations';
export { type CarepressEvent, readEvent } from './webhook';
