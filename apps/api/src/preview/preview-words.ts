/** What a preview says besides the text itself. */
export interface PreviewWords {
  readonly unreviewed: string;
  readonly questions: string;
  readonly emergency: string;
  readonly printed: string;
}

const EN: PreviewWords = {
  unreviewed: 'Preview of revision {number}. Who reviewed it stands here once it is live.',
  questions: 'Questions? Call us at {phone}.',
  emergency: 'In an emergency call {number}.',
  printed: 'This page:',
};

const ES: PreviewWords = {
  unreviewed: 'Vista previa de la versión {number}. Quién la revisó aparece aquí cuando se publique.',
  questions: '¿Preguntas? Llámenos al {phone}.',
  emergency: 'En una emergencia llame al {number}.',
  printed: 'Esta página:',
};

/** In the language of the text. */
export function previewWords(locale: string): PreviewWords {
  return locale.startsWith('es') ? ES : EN;
}
