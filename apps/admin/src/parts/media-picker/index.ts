export { altFor } from './alt-for';
export { MediaPicker, type PickedMedia } from './media-picker';
export { PictureOf, pictureUrl } from './picture-of';
export { type Sent, sendFile } from './send-file';
