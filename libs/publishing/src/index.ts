export { type ApprovalGround, type LivePublication, PublicationProjection } from './projection.js';
