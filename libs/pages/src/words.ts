/** The site's own words in one language. */
export interface Words {
  readonly skip: string;
  readonly articles: string;
  readonly minutes: (count: number) => string;
  readonly reviewedBy: string;
  readonly on: string;
  readonly nextReview: string;
  readonly howWeReview: string;
  readonly overdue: string;
  readonly underReview: string;
  readonly helpNow: string;
  readonly contents: string;
  readonly biggerText: string;
  readonly usualText: string;
  readonly more: string;
  readonly none: string;
  readonly newsletter: string;
  readonly newsletterIntro: string;
  readonly email: string;
  readonly consent: (clinic: string) => string;
  readonly signUp: string;
  readonly checkInbox: string;
  readonly notSignedUp: string;
  readonly withdrawn: string;
  readonly withdrawnWhy: string;
  readonly notFound: string;
  readonly notFoundWhy: string;
  readonly unavailable: string;
  readonly unavailableWhy: string;
  readonly allArticles: string;
  readonly emergency: (number: string) => string;
  /** `{phone}` stands for the clinic's number. */
  readonly questions: string;
  readonly printed: string;
}

const EN: Words = {
  skip: 'Skip to the text',
  articles: 'Articles',
  minutes: (count) => `${count} minute read`,
  reviewedBy: 'Reviewed by',
  on: 'on',
  nextReview: 'Next review',
  howWeReview: 'How we review',
  overdue: 'The review date of this article has passed. Ask your clinic before you rely on it.',
  underReview: 'This article is being reviewed again. Ask your clinic before you follow it.',
  helpNow: 'When to get help now',
  contents: 'On this page',
  biggerText: 'Larger text',
  usualText: 'Usual text size',
  more: 'More articles',
  none: 'Nothing is published here yet.',
  newsletter: 'Newsletter',
  newsletterIntro: 'New articles by e-mail. You can leave with one click.',
  email: 'E-mail address',
  consent: (clinic) => `${clinic} may send me its newsletter. I can take this back at any time.`,
  signUp: 'Sign up',
  checkInbox: 'Check your inbox',
  notSignedUp: 'You are not signed up yet',
  withdrawn: 'This article was withdrawn',
  withdrawnWhy:
    'The clinic took it off, so please do not follow an older copy of it. Call the clinic when you have a question about it.',
  notFound: 'There is no page here',
  notFoundWhy: 'The address may be old or mistyped.',
  unavailable: 'This page cannot be shown right now',
  unavailableWhy: 'Please try again in a minute.',
  allArticles: 'All articles',
  emergency: (number) => `In an emergency call ${number}.`,
  questions: 'Questions? Call us at {phone}.',
  printed: 'The current version of this text is at',
};

const ES: Words = {
  skip: 'Ir al texto',
  articles: 'Artículos',
  minutes: (count) => `${count} min de lectura`,
  reviewedBy: 'Revisado por',
  on: 'el',
  nextReview: 'Próxima revisión',
  howWeReview: 'Cómo revisamos',
  overdue: 'La fecha de revisión de este artículo ha pasado. Consulte con su clínica antes de seguirlo.',
  underReview: 'Este artículo se está revisando de nuevo. Consulte con su clínica antes de seguirlo.',
  helpNow: 'Cuándo pedir ayuda ahora',
  contents: 'En esta página',
  biggerText: 'Texto más grande',
  usualText: 'Texto de tamaño normal',
  more: 'Más artículos',
  none: 'Aún no hay nada publicado aquí.',
  newsletter: 'Boletín',
  newsletterIntro: 'Artículos nuevos por correo. Puede darse de baja con un clic.',
  email: 'Correo electrónico',
  consent: (clinic) => `${clinic} puede enviarme su boletín. Puedo retirar este permiso cuando quiera.`,
  signUp: 'Suscribirme',
  checkInbox: 'Revise su correo',
  notSignedUp: 'Todavía no está suscrito',
  withdrawn: 'Este artículo fue retirado',
  withdrawnWhy:
    'La clínica lo retiró; por favor, no siga una copia anterior. Llame a la clínica si tiene preguntas sobre él.',
  notFound: 'Aquí no hay ninguna página',
  notFoundWhy: 'La dirección puede ser antigua o tener un error.',
  unavailable: 'Esta página no se puede mostrar ahora',
  unavailableWhy: 'Inténtelo de nuevo en un minuto.',
  allArticles: 'Todos los artículos',
  emergency: (number) => `En una emergencia, llame al ${number}.`,
  questions: '¿Preguntas? Llámenos al {phone}.',
  printed: 'La versión vigente de este texto está en',
};

/** The words of a locale's language; English where there are none. */
export function wordsFor(locale: string): Words {
  return locale.toLowerCase().startsWith('es') ? ES : EN;
}

/** A date as people write it, in the time zone of the clinic. */
export function longDate(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant));
}

/** The name of a language in that language, such as "Español". */
export function languageName(locale: string): string {
  const language = locale.split('-')[0]!;
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A topic such as `low-back` as a heading. */
export function topicName(topic: string): string {
  const words = topic.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
