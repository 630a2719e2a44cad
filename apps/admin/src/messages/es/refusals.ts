/**
 * Why the server says no and what to do next, by the code of the refusal, or by code and field. In English the server
 * says it itself, with its words; a code without a sentence here is shown in those.
 */
export const refusals: Readonly<Record<string, string>> = {
  NOT_ALLOWED: 'Su función no permite este paso en este sitio. Pídaselo a un administrador del sitio.',
  NOT_FOUND: 'Ya no está aquí, o no pertenece a sus sitios. Ábralo desde la lista.',
  ADDRESS_TAKEN: 'Otro artículo está en línea con esta dirección en este sitio. Retírelo o cambie esta dirección.',
  ALREADY_LIVE: 'Exactamente esta versión ya está en línea en este sitio. No hay nada que hacer.',
  ALREADY_SCHEDULED: 'Este artículo ya espera una hora en este sitio. Cancele primero esa programación.',
  ARTICLE_ARCHIVED: 'El artículo está archivado. Restáurelo desde la lista y publíquelo después.',
  MEDIA_NOT_PUBLISHABLE: 'Una imagen o un archivo del texto no se puede mostrar: mire sus derechos en la biblioteca.',
  TERM_MERGED: 'Este término ya se fusionó con otro. Siga con ese.',
  CODES_WOULD_BE_LOST: 'El término común no tiene algunos códigos de este. Quítelos antes, o conserve este término.',
  NOT_APPROVED:
    'Ninguna aprobación vigente cubre exactamente este texto. Pida una revisión de esta versión y publíquela después.',
  NOT_HELD: 'Este sitio no espera con los cambios de este texto. Publique el cambio como siempre.',
  UPDATE_HELD:
    'Este sitio conserva por un tiempo el texto que muestra. Acepte el cambio desde «En línea», espere, o retire el texto si no es seguro.',
  NOT_LIVE: 'Ya no está en línea. Vuelva a cargar la página para ver qué muestra el sitio ahora.',
  PIECE_NOT_APPROVED: 'Un bloque compartido del texto no está aprobado. Pida su revisión o use su versión aprobada.',
  RECALLED_ALREADY: 'Todas estas versiones ya se retiraron por seguridad. Abra esa retirada para ver cómo va.',
  RELEASE_BLOCKED: 'Algunos de estos textos no se pueden publicar a esa hora. Resuelva lo que se indica, o quítelos.',
  RELEASE_MOVED_ON: 'El lanzamiento ya está en otro estado. Vuelva a cargar la página para ver cómo está.',
  REVIEW_OVERDUE:
    'La revisión de este texto venció, o la licencia de quien lo aprobó no está vigente. Haga que se revise de nuevo.',
  REVISION_RECALLED:
    'Este texto se retiró por seguridad y no puede volver a ser público. Corríjalo y pida su revisión.',
  SCHEDULE_MOVED_ON: 'La programación ya se cumplió, se rechazó o se canceló. Vuelva a cargar la página.',
  SCHEDULE_NOT_PARKED: 'La programación no está detenida. Vuelva a cargar la página para ver cómo está.',
  SECOND_PERSON_NEEDED: 'Quien lo retiró no lo confirma. Pídaselo a otra persona del sitio.',
  TIME_REPEATED: 'Ese día los relojes se atrasan y esa hora llega dos veces. Diga si es la primera o la segunda.',
  TIME_SKIPPED: 'Ese día los relojes se adelantan y esa hora no existe. Elija una anterior o posterior al cambio.',
  TRANSLATION_STALE:
    'El original cambió en lo clínico después de esta traducción. Actualícela o confirme que dice lo mismo.',
  WITHDRAWAL_DECIDED: 'Otra persona ya lo confirmó o volvió a publicar el texto. Vuelva a cargar la página.',
  ALREADY_APPROVED: 'Este texto ya está aprobado. No hay nada que hacer.',
  APPROVER_IS_CONTRIBUTOR: 'Usted escribió parte de este texto, así que debe aprobarlo otra persona.',
  ARTICLE_IN_USE: 'El artículo todavía se usa: está en línea, programado, en revisión o dentro de otro texto.',
  CHECKLIST_MISSING: 'Falta responder una lista de comprobación. Respóndala y decida después.',
  CONTENT_CHANGED: 'El texto cambió mientras lo leía. Vuelva a cargar la página y lea la versión actual.',
  CREDENTIAL_EXPIRED: 'Su licencia no está vigente. Un administrador puede anotar la renovación.',
  CREDENTIAL_NOT_IN_FORCE: 'No tiene una licencia vigente. Un administrador puede añadirla tras comprobarla.',
  FINDINGS_OPEN: 'Quedan avisos que detienen este paso. Resuélvalos o exímalos con un motivo.',
  REVIEW_ALREADY_OPEN: 'Este texto ya espera una revisión.',
  REVIEW_MOVED_ON: 'La revisión ya está en otro estado. Vuelva a cargar la página.',
  REVISION_SUPERSEDED: 'Ya hay una versión más nueva. Ábrala y siga con ella.',
  SLUG_TAKEN: 'Otro artículo usa esta dirección en este idioma. Elija otra.',
  DESTINATION_MOVED_ON: 'El destino ya está en otro estado. Vuelva a cargar la página.',
  'DESTINATION_REFUSED.url':
    'No enviamos a esta dirección. Escriba una dirección pública con http o https, sin usuario ni contraseña.',
  'DESTINATION_REFUSED.secret': 'Escriba la clave que le dio el otro sistema: de 8 a 500 caracteres, sin espacios.',
  'DESTINATION_REFUSED.zoneId': 'Escriba el identificador de la zona: 32 letras y cifras.',
  'DESTINATION_REFUSED.username': 'Escriba el usuario de WordPress: hasta 60 caracteres, sin dos puntos.',
  'DESTINATION_REFUSED.serviceId': 'Escriba el identificador del servicio, como lo muestra Fastly.',
  'DESTINATION_REFUSED.folder': 'Dé a la carpeta un nombre de 1 a 63 minúsculas, cifras y guiones, por ejemplo harbor.',
  'INVALID_INPUT.publishAt': 'Elija una fecha y una hora en el futuro, o publique ahora.',
  'INVALID_INPUT.until': 'Elija un final en el futuro y posterior al comienzo.',
  'INVALID_INPUT.reason': 'Diga por qué, en 3 a 1.000 caracteres. El motivo se conserva.',
  'INVALID_INPUT.name': 'Dé un nombre de 1 a 100 caracteres.',
  'INVALID_INPUT.revisionIds': 'Elija versiones de un solo artículo en un solo idioma, cada una una vez.',
};
