/** What one kind of notice says in one language. Braces stand for values. */
interface Wording {
  readonly subject: string;
  readonly line: string;
}

type Language = 'en' | 'es';

/**
 * Every kind of notice and its words. Values: {title} of the subject, {site}, {by} (a person, from the detail byId),
 * {date} (from the detail at), and any other detail by its own name.
 */
export const WORDING = {
  'comment.mentioned': {
    en: { subject: 'You were mentioned: {title}', line: '{by} mentioned you in a comment on "{title}".' },
    es: { subject: 'Le mencionaron: {title}', line: '{by} le mencionó en un comentario sobre "{title}".' },
  },
  'comment.replied': {
    en: { subject: 'New reply: {title}', line: '{by} replied in a thread of yours on "{title}".' },
    es: { subject: 'Nueva respuesta: {title}', line: '{by} respondió en un hilo suyo sobre "{title}".' },
  },
  'review.due-soon': {
    en: {
      subject: 'Review due in {days} days: {title}',
      line: 'The review of "{title}" on {site} is due on {date}. Ask for a review, or renew it without change.',
    },
    es: {
      subject: 'Revisión en {days} días: {title}',
      line: 'La revisión de "{title}" en {site} vence el {date}. Pida una revisión o renuévela sin cambios.',
    },
  },
  'review.due-now': {
    en: {
      subject: 'Review overdue: {title}',
      line: 'The review of "{title}" on {site} was due on {date}. Readers are told so. Review it now, or withdraw it.',
    },
    es: {
      subject: 'Revisión vencida: {title}',
      line: 'La revisión de "{title}" en {site} venció el {date}. Los lectores lo ven. Revíselo ahora o retírelo.',
    },
  },
  'licence.ending': {
    en: {
      subject: 'A licence ends in {days} days: {by}',
      line: 'The licence of {by} ends on {date}. Live texts on {site} that stand on it: {texts}. Renew it, or plan other reviews.',
    },
    es: {
      subject: 'Una licencia vence en {days} días: {by}',
      line: 'La licencia de {by} vence el {date}. Textos publicados en {site} que dependen de ella: {texts}. Renuévela o planee otras revisiones.',
    },
  },
  'review.overdue-acted': {
    en: {
      subject: 'Under review: {title}',
      line: 'The review of "{title}" is long overdue. On {site} the site shows a notice, and no issue may carry it.',
    },
    es: {
      subject: 'En revisión: {title}',
      line: 'La revisión de "{title}" venció hace tiempo. En {site} se muestra un aviso y ningún boletín puede llevarlo.',
    },
  },
  'review.overdue-withdrawn': {
    en: {
      subject: 'Withdrawn, review overdue: {title}',
      line: '"{title}" was taken off {site} because its review was due on {date}. Review it again, then publish it.',
    },
    es: {
      subject: 'Retirado, revisión vencida: {title}',
      line: '"{title}" se retiró de {site} porque su revisión venció el {date}. Revíselo y publíquelo de nuevo.',
    },
  },
  'review.assigned': {
    en: { subject: 'Please review: {title}', line: '{by} asked for a review of "{title}". Please decide by {date}.' },
    es: {
      subject: 'Por favor, revise: {title}',
      line: '{by} pidió una revisión de "{title}". Decida antes del {date}.',
    },
  },
  'review.dueSoon': {
    en: { subject: 'Review due soon: {title}', line: 'Your review of "{title}" is due on {date}.' },
    es: { subject: 'Revisión próxima: {title}', line: 'Su revisión de "{title}" vence el {date}.' },
  },
  'review.due': {
    en: {
      subject: 'Review due now: {title}',
      line: 'Your review of "{title}" was due on {date}. Decide, or hand it over.',
    },
    es: { subject: 'Revisión pendiente: {title}', line: 'Su revisión de "{title}" venció el {date}. Decida o cédala.' },
  },
  'review.overdue': {
    en: { subject: 'Review overdue: {title}', line: 'The review of "{title}" was due on {date} and is not decided.' },
    es: {
      subject: 'Revisión atrasada: {title}',
      line: 'La revisión de "{title}" venció el {date} y no está decidida.',
    },
  },
  'review.unassigned': {
    en: { subject: 'Nobody reviews: {title}', line: 'The review of "{title}" waits for a reviewer since {date}.' },
    es: { subject: 'Nadie revisa: {title}', line: 'La revisión de "{title}" espera un revisor desde el {date}.' },
  },
  'withdrawal.unconfirmed': {
    en: {
      subject: 'Withdrawal to confirm: {title}',
      line: '{by} withdrew "{title}" from {site} more than a day ago, and nobody else has looked at it. Confirm it, or reinstate the text.',
    },
    es: {
      subject: 'Retirada por confirmar: {title}',
      line: '{by} retiró "{title}" de {site} hace más de un día y nadie más lo ha mirado. Confírmelo o restituya el texto.',
    },
  },
  'destination.failing': {
    en: {
      subject: 'Switched off: {title}',
      line: 'The destination "{title}" of {site} has failed for five days and is switched off. Mend it, then let it go on: what waited is sent then.',
    },
    es: {
      subject: 'Desactivado: {title}',
      line: 'El destino "{title}" de {site} ha fallado durante cinco días y está desactivado. Repárelo y reanúdelo: lo pendiente se enviará entonces.',
    },
  },
  'destination.gone': {
    en: {
      subject: 'Gone: {title}',
      line: 'The destination "{title}" of {site} answered that it is gone (410) and is switched off. Nothing more is sent there.',
    },
    es: {
      subject: 'Ya no existe: {title}',
      line: 'El destino "{title}" de {site} respondió que ya no existe (410) y está desactivado. No se le envía nada más.',
    },
  },
  'issue.schedule-refused': {
    en: {
      subject: 'Not sent: {title}',
      line: 'The newsletter "{title}" of {site} was to go out on {date}. Something stood in the way, and nobody got it. Open it to see what, then send it or choose another time.',
    },
    es: {
      subject: 'No enviado: {title}',
      line: 'El boletín "{title}" de {site} debía salir el {date}. Algo lo impidió y nadie lo recibió. Ábralo para ver qué, y envíelo o elija otra hora.',
    },
  },
  'issue.digest-waits': {
    en: {
      subject: 'Digest to approve: {title}',
      line: 'The digest "{title}" of {site} is put together, with this many articles: {articles}. It waits for a second person to read and approve it.',
    },
    es: {
      subject: 'Boletín por aprobar: {title}',
      line: 'El boletín automático "{title}" de {site} está preparado; número de artículos: {articles}. Espera a que una segunda persona lo lea y lo apruebe.',
    },
  },
  'digest.failed': {
    en: {
      subject: 'The digest of {title} fails',
      line: 'The digest of {title} is due and could not be put together, and not because of a text (error {errorId}). It is tried again by itself. Give that number to the operator when it stays so.',
    },
    es: {
      subject: 'Falla el boletín automático de {title}',
      line: 'El boletín automático de {title} debía prepararse y no se pudo, y no por un texto (error {errorId}). Se intentará de nuevo solo. Si sigue así, dé ese número al operador.',
    },
  },
  'issue.stopped': {
    en: {
      subject: 'Stopped by itself: {title}',
      line: 'The newsletter "{title}" of {site} stopped while it was sent: of {tried} messages {bounced} bounced, and {complained} were reported as spam. Look at why before you resume it.',
    },
    es: {
      subject: 'Se detuvo solo: {title}',
      line: 'El boletín "{title}" de {site} se detuvo durante el envío: de {tried} mensajes, {bounced} fueron devueltos y {complained} denunciados como correo no deseado. Mire por qué antes de reanudarlo.',
    },
  },
  'issue.held': {
    en: {
      subject: 'On hold: {title}',
      line: 'The newsletter "{title}" of {site} stopped while it was sent, because it must not go on as it is. Open it to see why, then decide.',
    },
    es: {
      subject: 'En espera: {title}',
      line: 'El boletín "{title}" de {site} se detuvo durante el envío porque no debe seguir así. Ábralo para ver por qué y decida.',
    },
  },
  'recall.opened': {
    en: {
      subject: 'Recalled: {title}',
      line: '{by} recalled text of "{title}". It is taken off every site and may not be sent. Correct it, have it approved and publish it.',
    },
    es: {
      subject: 'Texto anulado: {title}',
      line: '{by} anuló texto de "{title}". Se retira de todos los sitios y no se puede enviar. Corríjalo, apruébelo y publíquelo.',
    },
  },
  'recall.taken-off': {
    en: {
      subject: 'Taken off by a recall: {title}',
      line: '"{title}" was recalled and taken off {site}. Remove every copy you keep of it.',
    },
    es: {
      subject: 'Retirado por anulación: {title}',
      line: '"{title}" se anuló y se retiró de {site}. Elimine todas las copias que guarde.',
    },
  },
  'staff.invited': {
    en: {
      subject: 'You are invited to Carepress',
      line: '{by} invited you to work on {site}. Choose a password within seven days. The link works once.',
    },
    es: {
      subject: 'Le invitan a Carepress',
      line: '{by} le invitó a trabajar en {site}. Elija una contraseña antes de siete días. El enlace sirve una vez.',
    },
  },
  'staff.password-forgotten': {
    en: {
      subject: 'Choose a new password',
      line: 'Somebody asked for a new password for your account. Choose one within an hour. If it was not you, leave this e-mail: your password stays.',
    },
    es: {
      subject: 'Elija una contraseña nueva',
      line: 'Alguien pidió una contraseña nueva para su cuenta. Elíjala antes de una hora. Si no fue usted, deje este correo: su contraseña sigue igual.',
    },
  },
} as const satisfies Record<string, Record<Language, Wording>>;

export type NoticeKind = keyof typeof WORDING;

const FRAME: Readonly<Record<Language, { readonly open: string; readonly why: string }>> = {
  en: { open: 'Open it', why: 'You get this because you work on the site {site}.' },
  es: { open: 'Abrir', why: 'Recibe este mensaje porque trabaja en el sitio {site}.' },
};

/** The words of a kind in a locale's language; English where there are none. */
export function wordingOf(kind: NoticeKind, locale: string): Wording & { readonly open: string; readonly why: string } {
  const language: Language = /^es\b/i.test(locale) ? 'es' : 'en';
  return { ...WORDING[kind][language], ...FRAME[language] };
}

/** Text with its values filled in. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const KNOWN: Readonly<Record<string, string>> = { by: 'byId', date: 'at' };

/**
 * Refuses a notice that would show a brace to its reader.
 *
 * @throws Error naming the details that the words of this kind ask for and that were not given
 */
export function assertComplete(kind: NoticeKind, detail: Readonly<Record<string, string>>): void {
  const texts = Object.values(WORDING[kind]).flatMap(({ subject, line }) => [subject, line]);
  const asked = new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)));
  const missing = [...asked]
    .filter((name) => name !== 'title' && name !== 'site')
    .map((name) => KNOWN[name] ?? name)
    .filter((name) => detail[name] === undefined);
  if (missing.length > 0) throw new Error(`A notice of kind ${kind} needs the details ${missing.join(', ')}.`);
}
