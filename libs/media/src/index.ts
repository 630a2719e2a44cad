export { type AltText, type Description, RIGHTS, type Rights, type RightsStatus } from './domain/description.js';
export type { FocalPoint, RenditionFormat } from './domain/recipe.js';
export {
  MediaInUse,
  type MediaLack,
  MediaNotPublishable,
  MediaNotReady,
  MediaTooLarge,
  type UnreadyPicture,
} from './domain/refusals.js';
export { mediaHandlers, mediaJobs, mediaSweeps } from './jobs/index.js';
export { renderMediaJob } from './jobs/jobs.js';
export { MediaModule } from './media.module.js';
export { mediaObstacle, showingObstacle } from './media-obstacle.js';
export { type MediaAssetRow, MediaAssets, type MediaKind } from './persistence/assets.js';
export { MediaRenditions, type RenditionRow } from './persistence/renditions.js';
export { hideMedia, type ShowingPlace, showMedia, shownAssets } from './persistence/showings.js';
export { type PublicPicture, picturesFor, publicFilesOf } from './pictures-for.js';
export { logoFault, type SiteLogo, siteLogo } from './site-logo.js';
export { isStoredName, MediaStorage, type StoredStream } from './storage/media-storage.js';
export { type AddedMedia, AddMedia, type AddMediaInput, type AddMediaRefusal } from './use-cases/add-media.js';
export { ArchiveMedia, type FindUsers } from './use-cases/archive-media.js';
export { DescribeMedia, type DescribeMediaInput } from './use-cases/describe-media.js';
