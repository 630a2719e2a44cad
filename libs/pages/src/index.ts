export { accentFile } from './accent.js';
export { ASSET_NAMES, ASSETS_STAMP, type Asset, assetOf } from './assets.js';
export type {
  Article,
  ArticleCard,
  ArticlePreview,
  CarriedArticle,
  Listing,
  Newsletter,
  Provenance,
  SearchHit,
  SearchResult,
  SignUpChoices,
  Site,
  Translation,
} from './content.js';
export { type FeedArticle, type FeedWithdrawal, feedOf } from './feeds/feed.js';
export { FEED_FORMATS, type FeedFormat } from './feeds/formats.js';
export type { View } from './layout.js';
export { articlePage, draftPage } from './pages/article-page.js';
export { homePage, sitesPage } from './pages/home-page.js';
export { howWeReviewPage } from './pages/how-we-review-page.js';
export { type Correction, consentWording, newsletterPage } from './pages/newsletter-form.js';
export { archivePage, newsletterIssuePage } from './pages/newsletter-pages.js';
export { notFoundPage, previewRefusedPage, unavailablePage, withdrawnPage } from './pages/plain-pages.js';
export { previewPage } from './pages/preview-page.js';
export { reviewPage } from './pages/review-page.js';
export { type SearchQuestion, searchPage } from './pages/search-page.js';
export { signUpChoices } from './pages/sign-up-choices.js';
export { topicPage } from './pages/topic-page.js';
export { sitemap, sitemapEntry, sitemapIndex } from './sitemap.js';
export { wordsFor } from './words.js';
