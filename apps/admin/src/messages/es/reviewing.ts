import type { reviewing as english } from '../en/reviewing';
import type { MessagesOf } from '../message-types';

/** The sentences of review, comments and history, in Spanish. */
export const reviewing: MessagesOf<typeof english> = {
  'rail.comments': 'Comentarios',
  'comments.start': 'Comentar',
  'comments.none': 'Nadie ha comentado este texto',
  'comments.noneHint': 'Seleccione palabras del texto, o elija un pasaje arriba, para decir algo sobre ellas.',
  'comments.passage': 'Comentar un pasaje',
  'comments.choosePassage': 'Elija un pasaje',
  'comments.newLabel': 'Su comentario',
  'comments.newSubmit': 'Comentar',
  'comments.mention': 'Avisar a alguien',
  'comments.unmention': 'No avisar a {name}',
  'comments.told': 'Avisado a: {names}',
  'comments.reply': 'Responder',
  'comments.replyLabel': 'Su respuesta',
  'comments.replySubmit': 'Responder',
  'comments.edit': 'Cambiar',
  'comments.editLabel': 'Su comentario, de nuevo',
  'comments.save': 'Guardar',
  'comments.edited': 'cambiado',
  'comments.retract': 'Retirar',
  'comments.retracted': '{name} retiró un comentario.',
  'comments.resolve': 'Resolver',
  'comments.reopen': 'Abrir de nuevo',
  'comments.resolved': 'resuelto por {name}',
  'comments.resolvedCount': { one: 'Un hilo resuelto', other: '{count} hilos resueltos' },
  'comments.changed': 'Estas palabras han cambiado desde entonces. Ahora: «{quote}»',
  'comments.orphaned': 'Estas palabras ya no están en el texto. Estaban en la revisión {number}.',
};
