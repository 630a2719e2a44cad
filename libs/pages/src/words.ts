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
  readonly bodyRegions: string;
  readonly everything: string;
  readonly chooseTopics: string;
  readonly newsletterLanguage: string;
  readonly tickTheBox: string;
  readonly notOffered: string;
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
  readonly search: string;
  readonly searchLabel: string;
  readonly searchHint: string;
  readonly nothingFound: string;
  readonly nothingFoundWhy: string;
  readonly anyWord: string;
  readonly allTopics: string;
  readonly topics: string;
  readonly archive: string;
  readonly noNewsletters: string;
  readonly sentOn: string;
  readonly stateChanged: string;
  readonly stateWithdrawn: string;
  readonly stateRecalled: string;
  readonly howReviewed: string;
  readonly reviewOf: string;
  readonly reviewer: string;
  readonly approvedOn: string;
  readonly lastReviewed: string;
  readonly nextReviewOn: string;
  readonly publishedOn: string;
  readonly revision: string;
  readonly fingerprint: string;
  readonly fingerprintWhy: string;
  readonly sources: string;
  readonly noSources: string;
  readonly backToArticle: string;
  readonly printIt: string;
  readonly related: string;
  readonly previewTitle: string;
  readonly previewRefused: string;
  readonly results: (count: number) => string;
  /** Nothing had the words as typed; these were searched for. */
  readonly corrected: (typed: string, taken: string) => string;
  readonly previewWhy: (revision: number, until: string) => string;
  /** The text is in another language than was asked for. */
  readonly fallback: (language: string) => string;
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
  bodyRegions: 'Parts of the body',
  everything: 'With nothing ticked you get the newsletters that go to everybody.',
  chooseTopics: 'Choose topics and parts of the body',
  newsletterLanguage: 'Language of the newsletter',
  tickTheBox: 'Tick this box: the clinic may write to you only when you agree.',
  notOffered: 'One of the choices is not offered any more. Look at the list again.',
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
  search: 'Search',
  searchLabel: 'What are you looking for?',
  searchHint: 'A part of the body, a complaint or an exercise, such as “knee pain on stairs”.',
  nothingFound: 'Nothing was found',
  nothingFoundWhy: 'Try other or fewer words. If something worries you, call the clinic.',
  anyWord: 'No article has all of these words. These have some of them.',
  allTopics: 'All topics',
  topics: 'Topics',
  archive: 'Past newsletters',
  noNewsletters: 'No newsletter has been sent yet.',
  sentOn: 'Sent on',
  stateChanged: 'The text has changed since this newsletter. You see the one that holds now.',
  stateWithdrawn: 'An article of this newsletter was withdrawn. Please do not follow a copy of it.',
  stateRecalled:
    'An article of this newsletter was recalled because it may have been harmful. Please do not follow a copy of it, and call the clinic if you did.',
  reviewOf: 'Review',
  howReviewed: 'How this article was reviewed',
  reviewer: 'Reviewed by',
  approvedOn: 'These words were approved on',
  lastReviewed: 'Last reviewed on',
  nextReviewOn: 'Next review by',
  publishedOn: 'On this site since',
  revision: 'Revision',
  fingerprint: 'Fingerprint of the approved words (SHA-256)',
  fingerprintWhy:
    'The approval holds for exactly the text with this fingerprint. If one word changed, it would be another.',
  sources: 'Sources',
  noSources: 'This article names no sources.',
  backToArticle: 'Back to the article',
  printIt: 'Handout to print (PDF)',
  related: 'Read next',
  previewTitle: 'Preview. Not published.',
  previewRefused: 'This preview cannot be shown',
  results: (count) => (count === 1 ? '1 article' : `${count} articles`),
  corrected: (typed, taken) => `Nothing was found for “${typed}”. These are for “${taken}”.`,
  previewWhy: (revision, until) =>
    `Revision ${revision}, for review only. It may be wrong: nobody should follow it. The link works until ${until}.`,
  fallback: (language) => `This article is not available in ${language} yet. You see it in another language.`,
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
  bodyRegions: 'Partes del cuerpo',
  everything: 'Si no marca nada, recibe los boletines que van a todos.',
  chooseTopics: 'Elegir temas y partes del cuerpo',
  newsletterLanguage: 'Idioma del boletín',
  tickTheBox: 'Marque esta casilla: la clínica solo puede escribirle si usted está de acuerdo.',
  notOffered: 'Una de las opciones ya no se ofrece. Mire la lista otra vez.',
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
  search: 'Buscar',
  searchLabel: '¿Qué busca?',
  searchHint: 'Una parte del cuerpo, una molestia o un ejercicio, por ejemplo «dolor de rodilla en escaleras».',
  nothingFound: 'No se encontró nada',
  nothingFoundWhy: 'Pruebe con otras palabras o con menos. Si algo le preocupa, llame a la clínica.',
  anyWord: 'Ningún artículo tiene todas estas palabras. Estos tienen algunas.',
  allTopics: 'Todos los temas',
  topics: 'Temas',
  archive: 'Boletines anteriores',
  noNewsletters: 'Todavía no se ha enviado ningún boletín.',
  sentOn: 'Enviado el',
  stateChanged: 'El texto ha cambiado desde este boletín. Aquí ve el que vale ahora.',
  stateWithdrawn: 'Un artículo de este boletín fue retirado. Por favor, no siga una copia de él.',
  stateRecalled:
    'Un artículo de este boletín fue retirado porque podía ser perjudicial. No siga una copia de él y llame a la clínica si ya lo hizo.',
  reviewOf: 'Revisión',
  howReviewed: 'Cómo se revisó este artículo',
  reviewer: 'Revisado por',
  approvedOn: 'Estas palabras se aprobaron el',
  lastReviewed: 'Última revisión',
  nextReviewOn: 'Próxima revisión antes del',
  publishedOn: 'En este sitio desde',
  revision: 'Versión',
  fingerprint: 'Huella del texto aprobado (SHA-256)',
  fingerprintWhy: 'La aprobación vale solo para el texto con esta huella. Si cambiara una palabra, sería otra.',
  sources: 'Fuentes',
  noSources: 'Este artículo no cita fuentes.',
  backToArticle: 'Volver al artículo',
  printIt: 'Hoja para imprimir (PDF)',
  related: 'Para seguir leyendo',
  previewTitle: 'Vista previa. No publicado.',
  previewRefused: 'Esta vista previa no se puede mostrar',
  results: (count) => (count === 1 ? '1 artículo' : `${count} artículos`),
  corrected: (typed, taken) => `No se encontró nada para «${typed}». Estos son para «${taken}».`,
  previewWhy: (revision, until) =>
    `Versión ${revision}, solo para revisión. Puede tener errores: nadie debe seguirla. El enlace funciona hasta ${until}.`,
  fallback: (language) => `Este artículo todavía no está disponible en ${language}. Lo ve en otro idioma.`,
};

/** The words of a locale's language; English where there are none. */
export function wordsFor(locale: string): Words {
  return locale.toLowerCase().startsWith('es') ? ES : EN;
}

// Making one costs more than formatting a hundred dates with it, and a site has few time zones and languages.
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A way to write dates, made once. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, known);
  return known;
}

/** A date as people write it, in the time zone of the clinic. */
export function longDate(instant: string, locale: string, timeZone: string): string {
  return dateFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant));
}

/** The name of a language in that language, such as "Español"; what is no language tag stays as it is. */
export function languageName(locale: string): string {
  try {
    const language = locale.split('-')[0]!;
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? locale;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return locale;
  }
}

/** A topic such as `low-back` as a heading. */
export function topicName(topic: string): string {
  const words = topic.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
