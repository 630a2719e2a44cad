/** What a preview says besides the text itself. */
export interface PreviewWords {
  readonly unreviewed: string;
  readonly recalled: string;
}

const EN: PreviewWords = {
  unreviewed: 'Preview of revision {number}. Who reviewed it stands here once it is live.',
  recalled: 'This text was recalled: it may be harmful. Do not follow it and do not pass it on.',
};

const ES: PreviewWords = {
  unreviewed: 'Vista previa de la versión {number}. Quién la revisó aparece aquí cuando se publique.',
  recalled: 'Este texto fue retirado por seguridad: puede ser dañino. No lo siga ni lo comparta.',
};

/** In the language of the text. */
export function previewWords(locale: string): PreviewWords {
  return locale.startsWith('es') ? ES : EN;
}
