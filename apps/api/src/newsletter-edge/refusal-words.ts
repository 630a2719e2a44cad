import type { Refusal } from '#kernel';

/** What a reader can do about a refusal, in Spanish: by its fault, by its code and field, or by its code. */
const ES: Readonly<Record<string, string>> = {
  ADDRESS_MISSING: 'Falta la dirección de correo. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_LONG:
    'Esto es más largo de lo que puede ser una dirección de correo. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_INVISIBLE:
    'La dirección contiene un salto de línea u otro carácter invisible. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_SPACE: 'La dirección contiene un espacio. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_MORE: 'Esto es más que una dirección de correo. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_AT: 'Una dirección de correo tiene una sola @, con un nombre delante. Escríbala como ana@ejemplo.org.',
  ADDRESS_LOCAL: 'La parte de delante de la @ no está completa. Escriba una dirección como ana@ejemplo.org.',
  ADDRESS_DOMAIN:
    'La parte de detrás de la @ no es el nombre de un servidor de correo. Escriba una dirección como ana@ejemplo.org.',
  INVALID_EMAIL_ADDRESS: 'Esta dirección de correo no es válida. Escriba una sola, como ana@ejemplo.org.',
  'INVALID_INPUT.interests': 'Una de las opciones no se puede usar. Mire la lista de nuevo y elija como máximo 50.',
  'INVALID_INPUT.wording': 'Faltan las palabras con las que se acepta el boletín. Cargue de nuevo el formulario.',
  'INVALID_INPUT.formUrl': 'La dirección del formulario debe ser una dirección web completa.',
  INVALID_INPUT: 'El formulario no llegó completo. Cárguelo de nuevo e inténtelo otra vez.',
  NOT_FOUND: 'No existe un sitio con este nombre. Vuelva al sitio de su clínica y abra el formulario desde allí.',
  TOO_MANY_REQUESTS: 'Fueron muchas solicitudes en poco tiempo. Espere un minuto e inténtelo de nuevo.',
  INVALID_TOKEN:
    'Este enlace no está completo o no es nuestro. Abra de nuevo el enlace del correo, o cópielo entero en la barra de direcciones.',
  EXPIRED_TOKEN: 'Este enlace ha caducado: funciona durante 48 horas. Suscríbase de nuevo y le enviamos otro.',
};

/** The sentence of a refusal for somebody who reads this language; the refusal's own, in English, where there is none. */
export function sentenceFor(refusal: Refusal, locale: string): string {
  if (!/^es\b/i.test(locale)) return refusal.message;
  const { fault, field } = refusal as { readonly fault?: unknown; readonly field?: unknown };
  return ES[String(fault)] ?? ES[`${refusal.code}.${String(field)}`] ?? ES[refusal.code] ?? refusal.message;
}

/** The same refusal with its sentence in the reader's language. Its code and everything else stay. */
export function inLanguage<R extends Refusal>(refusal: R, locale: string): R {
  const same = Object.create(Object.getPrototypeOf(refusal) as object) as R;
  return Object.assign(same, refusal, { message: sentenceFor(refusal, locale) });
}

/** The language a browser asks for first; English where it says nothing. For a page of which no site is known. */
export function languageAsked(header: string | undefined): string {
  const first = (header ?? '').split(',', 1)[0]!.split(';', 1)[0]!.trim();
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(first) ? first : 'en';
}
