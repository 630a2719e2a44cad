/** What a handout says around the article. */
export interface HandoutWords {
  readonly exercise: string;
  readonly dose: string;
  readonly done: string;
  readonly days: string;
  readonly ifItHurts: string;
  readonly questions: string;
  readonly live: string;
  readonly reviewed: (who: string, day: string, next: string) => string;
  readonly revision: (number: number, hash: string) => string;
  readonly page: (at: number, of: number) => string;
}

const EN: HandoutWords = {
  exercise: 'Exercise',
  dose: 'How much',
  done: 'Tick each day',
  days: 'M  T  W  T  F  S  S',
  ifItHurts: 'If an exercise hurts more than it helps, stop it and call us.',
  questions: 'Questions and answers stand on the live page.',
  live: 'The current version of this text:',
  reviewed: (who, day, next) => `Reviewed by ${who} on ${day}. Next review: ${next}.`,
  revision: (number, hash) => `Revision ${number}, ${hash}`,
  page: (at, of) => `Page ${at} of ${of}`,
};

const ES: HandoutWords = {
  exercise: 'Ejercicio',
  dose: 'Cuánto',
  done: 'Marque cada día',
  days: 'L  M  X  J  V  S  D',
  ifItHurts: 'Si un ejercicio le duele más de lo que le ayuda, deje de hacerlo y llámenos.',
  questions: 'Las preguntas y respuestas están en la página.',
  live: 'La versión vigente de este texto:',
  reviewed: (who, day, next) => `Revisado por ${who} el ${day}. Próxima revisión: ${next}.`,
  revision: (number, hash) => `Revisión ${number}, ${hash}`,
  page: (at, of) => `Página ${at} de ${of}`,
};

/** The words of a locale's language; English where there are none. */
export const wordsFor = (locale: string): HandoutWords => (locale.toLowerCase().startsWith('es') ? ES : EN);
