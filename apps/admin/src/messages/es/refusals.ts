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
  'INVALID_INPUT.intoId':
    'Elija otro término del mismo tipo que se ofrezca en este sitio y que no esté debajo de este.',
  'INVALID_INPUT.manifests':
    'No se cambió la lista. Elija los manifiestos JSON que hace la compilación de sus programas, con operaciones que el esquema conozca.',
  'INVALID_INPUT.revisionIds': 'Elija versiones de un solo artículo en un solo idioma, cada una una vez.',
  'INVALID_INPUT.contents':
    'No se pudo leer la lista. Guárdela como «CSV UTF-8», con una dirección en cada línea y 20.000 líneas como máximo, y elija ese archivo.',
  'INVALID_INPUT.emailColumn':
    'Diga qué columna del archivo contiene las direcciones. Si varias se llaman igual, deles nombres distintos en el archivo.',
  'INVALID_INPUT.interestsColumn':
    'Elija para los intereses otra columna del archivo, o ninguna. Si varias se llaman igual, deles nombres distintos en el archivo.',
  'INVALID_INPUT.languageColumn':
    'Elija para el idioma otra columna del archivo, o ninguna. Si varias se llaman igual, deles nombres distintos en el archivo.',
  'INVALID_INPUT.consent':
    'Diga cómo y cuándo aceptaron estas personas, en 20 a 2.000 caracteres. Se guarda con cada una.',
  'INVALID_INPUT.subject': 'Escriba un asunto de 1 a 150 caracteres en una sola línea.',
  'INVALID_INPUT.preheader': 'Escriba el texto de vista previa en una sola línea, de 150 caracteres como máximo.',
  'INVALID_INPUT.intro': 'Escriba una introducción de 2.000 caracteres como máximo.',
  'INVALID_INPUT.articles': 'Elija de 1 a 20 artículos que estén en línea, cada uno una vez.',
  ASSIST_DISABLED:
    'Aquí no hay ningún modelo de lenguaje. Reescriba el pasaje a mano, o pídaselo a quien administra el sistema.',
  ASSIST_UNAVAILABLE:
    'El modelo de lenguaje no respondió con una propuesta. Inténtelo más tarde, o reescriba el pasaje a mano.',
  ASSIST_TEXT_PRIVATE:
    'El texto nombra a una persona, un teléfono, una dirección o una fecha de nacimiento, y no se envía a un modelo. Quítelo antes.',
  ADDRESS_MISSING: 'Falta la dirección. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_LONG: 'Es más larga de lo que puede ser una dirección. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_INVISIBLE: 'Contiene un salto de línea u otro carácter invisible. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_SPACE: 'Contiene un espacio. Escriba una sola dirección, como ana@ejemplo.org.',
  ADDRESS_MORE: 'Es más que una dirección. Escriba una sola, como ana@ejemplo.org.',
  ADDRESS_AT: 'Una dirección tiene una sola @, con un nombre delante, como ana@ejemplo.org.',
  ADDRESS_LOCAL: 'La parte de delante de la @ no está completa. Escriba una sola dirección, como ana@ejemplo.org.',
  ADDRESS_DOMAIN:
    'La parte de detrás de la @ no es el nombre de un servidor de correo. Escríbala como ana@ejemplo.org.',
  ADDRESS_CAPITALS:
    'Nadie tiene aquí esta dirección con esas mayúsculas, pero alguien la tiene en minúsculas. Escríbala así si es esa persona.',
  INVALID_EMAIL_ADDRESS: 'Esta dirección de correo no es válida. Escríbala completa, como ana@ejemplo.org.',
  NOT_SUPPRESSED: 'Esta dirección no está en la lista, así que no hay nada que quitar. Vuelva a cargar la lista.',
  SUPPRESSION_STAYS:
    'Esta persona se dio de baja, pidió que se borraran sus datos o marcó un boletín como no deseado. Solo ella puede volver a suscribirse.',
  COMMENTED_TEXT_CHANGED:
    'El texto cambió mientras escribía y su comentario no se añadió. Abra el texto más nuevo y elija el lugar de nuevo.',
  COMMENT_MOVED_ON: 'El comentario cambió o se retiró desde que lo abrió. Vuelva a cargarlo antes de editarlo.',
  STALE_BASE:
    'Alguien guardó este artículo después de que lo abriera. No se sobrescribió nada. Compare los dos textos y guarde de nuevo.',
  INVALID_DOCUMENT: 'Una parte del texto no tiene una forma válida. Deshaga el último cambio y guarde de nuevo.',
  DOCUMENT_TOO_LARGE: 'El texto es demasiado largo. Divídalo en dos artículos.',
  CREDENTIAL_ALREADY_REVOKED:
    'Esta licencia ya se revocó, y así queda. Abra las tareas para ver qué está en línea con ella.',
  UNKNOWN_FILE_TYPE:
    'Este archivo no se puede importar. Guarde el artículo como .txt, .md, .html o .docx, o expórtelo de WordPress.',
  EMPTY_FILE: 'El archivo no contiene texto. Compruebe que eligió el correcto e impórtelo de nuevo.',
  BINARY_FILE: 'El archivo no se puede leer como texto. Guárdelo como texto sin formato en UTF-8 e impórtelo de nuevo.',
  FILE_TOO_LARGE: 'El archivo es demasiado grande. Divídalo e importe las partes.',
  DAMAGED_ARCHIVE: 'El archivo no se puede descomprimir. Cópielo o descárguelo otra vez e impórtelo.',
  ARCHIVE_TOO_LARGE: 'El archivo comprimido contiene demasiado. Descomprímalo usted e importe los archivos que quiera.',
  HAS_MACROS: 'El archivo contiene programas (macros). Guárdelo como documento de Word sin macros (.docx) e impórtelo.',
  XML_ENTITIES:
    'El archivo declara entidades que ninguna exportación de artículos necesita. Expórtelo de nuevo e importe ese archivo.',
  NEEDS_UPLOAD:
    'El archivo puede contener muchos artículos. Súbalo en la pantalla de importación, que lo lee en segundo plano.',
  MEDIA_NOT_READY:
    'Hay imágenes que aún no están listas para una revisión. Complete su descripción y sus derechos, y pídala de nuevo.',
  MEDIA_CHANGED: 'Alguien describió este archivo entretanto. Vuelva a cargarlo y haga su cambio de nuevo.',
  MEDIA_IN_USE:
    'Hay artículos que muestran este archivo, o es el logotipo de un sitio. Quítelo de allí antes de archivarlo.',
  NOTHING_UNKNOWN:
    'Ya no queda ningún destinatario desconocido: alguien decidió o llegó un informe. Vuelva a cargar el boletín.',
  CORRECTION_OWED:
    'Un boletín anterior llevó un texto que se retiró y ya está corregido, y este no lo dice. Redáctelo de nuevo: uno nuevo lleva la corrección por sí solo.',
  AUDIENCE_OTHER_LANGUAGE:
    'También lo recibirían personas que pidieron otro idioma. Elija el idioma del número en la parte del público, si no es lo que quiere.',
  ARTICLE_IN_OTHER_LANGUAGE:
    'Uno de los artículos está en otro idioma que el boletín, y quien lo reciba quizá no pueda leerlo. Ponga su texto en el idioma del boletín, publíquelo si falta, o quítelo.',
  ARTICLE_NOT_SENDABLE:
    'Uno de los artículos no se puede enviar ahora. Resuelva lo que se indica en él, o quítelo; si el boletín ya salió para algunas personas, cancélelo y componga otro.',
  EMPTY_AUDIENCE:
    'Nadie recibiría este boletín: ahora no se puede escribir a ningún suscriptor confirmado de los elegidos. No se envió nada.',
  SENDER_DOMAIN_NOT_READY:
    'El dominio del remitente no está en orden, así que los buzones rechazarían este boletín o lo tomarían por correo no deseado. Abra la página del dominio del remitente y compruébelo allí de nuevo.',
  SENDER_DOMAIN_FAILING:
    'El dominio del remitente estuvo en orden y ya no lo está. Vea la página del dominio del remitente.',
  'INVALID_INPUT.dkimSelector': 'Escriba el nombre de la clave tal como lo da su proveedor de correo, por ejemplo s1.',
  NO_ANSWER: 'El DNS no respondió, así que no se pudo consultar. Inténtelo de nuevo en unos minutos.',
  SPF_GOOD: 'El dominio dice quién puede enviar en su nombre.',
  SPF_ABSENT:
    'El dominio no tiene registro SPF. Añada un registro TXT que empiece por «v=spf1» y nombre su servidor de correo.',
  SPF_SEVERAL: 'El dominio tiene varios registros SPF, y entonces no vale ninguno. Deje uno solo.',
  SPF_OPEN: 'El registro SPF deja que cualquiera envíe en su nombre. Termínelo con «~all» o «-all».',
  SPF_LOOKUPS: 'El registro SPF pide más de 10 consultas, y entonces no vale. Acórtelo.',
  SPF_NO_END: 'El registro SPF no dice qué pasa con los demás. Termínelo con «~all» o «-all».',
  DKIM_GOOD: 'La clave con la que se firman los mensajes está en el DNS.',
  DKIM_UNKNOWN:
    'No tenemos ninguna clave: firma su servidor de correo, o nadie. Escriba el nombre (selector) que su proveedor de correo da a su clave y compruebe de nuevo.',
  DKIM_ABSENT: 'No hay ninguna clave bajo este nombre. Añada ahí el registro TXT o CNAME de su clave de firma.',
  DKIM_REVOKED: 'La clave bajo este nombre fue revocada. Ponga ahí la clave con la que se firman los mensajes.',
  DKIM_OTHER: 'Bajo este nombre hay otra clave y no la nuestra. Ponga ahí la nuestra.',
  DMARC_GOOD: 'El dominio dice qué pasa con el correo que solo finge ser suyo.',
  DMARC_ABSENT: 'No hay registro DMARC. Añada un registro TXT con este nombre, para empezar «v=DMARC1; p=none».',
  DMARC_SEVERAL: 'Hay varios registros DMARC, y entonces no vale ninguno. Deje uno solo.',
  DMARC_NO_POLICY: 'El registro DMARC no dice qué hacer. Añada «p=none», «p=quarantine» o «p=reject».',
  ALIGNED: 'Los mensajes se firman para un dominio que coincide con su remitente.',
  ALIGNED_BY_SPF: 'Solo SPF coincide con el remitente, y un mensaje reenviado lo pierde. Haga que también se firmen.',
  ALIGNMENT_OTHER:
    'Los mensajes se firman para un dominio que no es el de su remitente. Firme para el dominio de la dirección del remitente.',
  ALIGNMENT_NONE: 'Nada demuestra que los mensajes vienen de este dominio. Añada un registro SPF y firme los mensajes.',
  POSTAL_ADDRESS_GOOD: 'Cada mensaje lleva la dirección postal del sitio.',
  POSTAL_ADDRESS_ABSENT: 'El sitio no tiene dirección postal, y un boletín debe llevarla. Escríbala en los ajustes.',
  TOO_MANY_TESTS:
    'Este sitio envió demasiados mensajes de prueba en una hora y ahora no salen más. No se envió nada. Mire la vista previa o inténtelo más tarde.',
  POSTAL_ADDRESS_MISSING:
    'El sitio no tiene dirección postal, y un boletín debe llevarla. Escríbala antes en los ajustes.',
  ISSUE_MOVED_ON: 'El boletín ya está en otro estado y esto no se puede hacer. Vuelva a cargarlo.',
  PIECE_NOT_USABLE: 'Este bloque compartido no se puede usar aquí. Elija su versión aprobada en el idioma del texto.',
  REFERENCE_CYCLE: 'Un bloque compartido no puede mostrarse a sí mismo ni a otro que lo muestre. Quítelo.',
  REVIEWER_NOT_ELIGIBLE:
    'Esta persona no puede revisar este texto: lo escribió, la rechazó o no tiene una licencia vigente. Elija otra.',
  NO_REVIEWER_FREE: 'Ningún revisor clínico del sitio puede hacer esta revisión. Pida otro revisor a un administrador.',
  REVIEWERS_COMPLETE: 'Esta revisión ya tiene todos sus revisores. Uno de ellos puede cederla.',
  NOT_YOUR_REVIEW: 'Esta revisión no le espera a usted. Vuelva a cargar la página para ver a quién espera.',
  CONFLICT_DECLARED: 'Declaró un conflicto de interés en esta revisión, así que no puede decidirla.',
  SAFETY_NOT_MET: 'Respondió que no a una pregunta de la lista de seguridad. Pida cambios en lugar de aprobar.',
  SECOND_APPROVER_NEEDED: 'Usted ya aprobó este texto. Necesita también la aprobación de otro revisor clínico.',
  SPECIALIST_NEEDED: 'Uno de quienes lo aprueban debe ser especialista del tema. Ceda esta revisión a uno.',
  DUE_DATE_IN_PAST: 'Esta fecha ya pasó. Elija una por venir.',
  COMMENT_NEEDED:
    'Diga qué debe cambiar: escriba una nota o comente los pasajes. Devuelva después el texto a sus autores.',
  LAST_ADMINISTRATOR: 'Nadie más administra este sitio. Nombre antes a otro administrador.',
  LICENCE_NEEDS_ANOTHER: 'Una licencia no la confirma ni su titular ni quien la anotó. Pídaselo a otro administrador.',
  SITE_TAKEN: 'Ya hay un sitio con este nombre corto. Elija otro.',
  TASK_CLOSED: 'Esta tarea se cerró entretanto. Vuelva a cargar la lista para ver lo que queda.',
  TASK_ENDS_WITH_ITS_REASON:
    'Esta tarea no se marca a mano: termina sola cuando se hace lo que pide. Abra el artículo y hágalo.',
  REQUIRED_BLOCK_MISSING:
    'A este tipo de texto le faltan bloques que debe tener. Añádalos y pida la revisión de nuevo.',
  TERM_TAKEN: 'Ya hay un término de este tipo con esta clave o este nombre. Use ese.',
  INVALID_CODE: 'Esto no tiene la forma de un código de su sistema. Corríjalo o quítelo.',
  COMMON_TERM:
    'Este término es común a todas las clínicas y no se puede cambiar. Cree uno propio, debajo de él si quiere.',
  TERM_IN_USE: 'Hay artículos con este término, o términos debajo de él. Deles otro antes de archivarlo.',
  TRANSLATION_EXISTS: 'Este artículo ya tiene un texto en ese idioma. Abra ese.',
  NAME_TAKEN: 'Ya hay una versión con ese nombre. Elija otro.',
  TOO_MANY_VIEWS: 'Ya tiene demasiadas vistas guardadas. Quite una, o guarde con el nombre de otra.',
  FINDING_GONE:
    'Las comprobaciones ya no encuentran esto en el texto. Vuelva a cargar la página para ver lo que encuentran ahora.',
  WAIVER_NEEDS_COLLEAGUE:
    'Usted cambió este texto desde su última aprobación, así que solo puede eximir notas. Corrija el pasaje, o pídaselo a alguien que no lo escribió.',
  WAIVER_NEEDS_REVIEWER:
    'Este aviso impide publicar. Corrija el pasaje, o pida que lo exima un revisor clínico con licencia vigente.',
  INVALID_INPUT: 'Un dato no es válido. Corrija lo que está marcado y envíelo de nuevo.',
  DESTINATION_REFUSED: 'El destino no aceptó estos datos. Corrija lo que está marcado y guárdelo de nuevo.',
  DIGEST_CHANGED:
    'Alguien cambió el boletín automático desde que usted lo abrió. No se guardó nada suyo. Vuelva a cargarlo y vea cómo está ahora.',
  ISSUE_CHANGED:
    'Alguien cambió este boletín desde que usted lo abrió. No se guardó nada suyo. Compare los dos y guarde sobre lo que hay ahora.',
  ISSUE_NOT_APPROVED:
    'Nadie más ha aprobado este boletín tal como está. Pida a otra persona del sitio que lo lea y lo apruebe; cada cambio anula la aprobación.',
  APPROVER_IS_COMPOSER:
    'Usted escribió o cambió este boletín, así que debe aprobarlo otra persona. Pida a un colega que lo lea.',
  ISSUE_HASH_CHANGED:
    'Este boletín cambió desde que usted lo leyó. No se aprobó nada. Vuelva a cargarlo y lea lo que cambió.',
  CLINICIAN_NEEDED:
    'El boletín dice algo clínico con palabras propias, así que debe aprobarlo un revisor con licencia vigente. Pídaselo a uno, o quite esas palabras.',
  TEST_NOT_SENT:
    'El mensaje de prueba no salió, y nadie más recibió nada. Inténtelo de nuevo, o pregunte a quien opera el sistema.',
  ISSUE_NOT_READY: 'El boletín no puede enviarse tal como está. Mire sus comprobaciones y corrija lo que lo impide.',
  NOT_SCHEDULED: 'Este boletín ya no está programado. Vuelva a cargarlo para ver cómo está.',
  TWO_SECRETS_IN_FORCE:
    'Esta clave tiene dos secretos en vigor. Revoque el que ningún programa use ya y renueve después la clave.',
  MESSAGE_CLIPPED:
    'El mensaje supera los 102 KB y Gmail oculta lo que sigue, como las señales de alarma o el enlace de baja. Muestre un artículo como resumen, o quite uno.',
  MESSAGE_LARGE:
    'El mensaje se acerca a los 102 KB a partir de los cuales Gmail oculta el resto. Muestre un artículo como resumen antes de añadir más.',
  LINK_BROKEN:
    'Este enlace no lleva a ninguna parte o los programas de correo lo rechazan. Corríjalo donde está, o quítelo.',
  LINK_PRIVATE:
    'Este enlace nombra una máquina a la que los lectores no llegan. Ponga la dirección pública del sitio en sus ajustes.',
  LINK_SHORTENED: 'Este enlace oculta adónde lleva, y eso despierta desconfianza. Escriba la dirección completa.',
  LINK_UNENCRYPTED: 'Este enlace no va cifrado. Escriba https si la página lo tiene.',
  PICTURES_HEAVY:
    'El logotipo pesa más de 200 KB, lo que un teléfono con mala conexión carga en un segundo. Elija una imagen más sencilla en los ajustes del sitio.',
  PICTURE_WITHOUT_WORDS:
    'Una imagen de un artículo que va entero no tiene descripción, así que nada de ella está en el mensaje. Descríbala en la biblioteca, o muestre el artículo como resumen.',
  PICTURES_AS_WORDS:
    'El mensaje no carga las imágenes de los artículos: las de los artículos enteros se muestran con palabras.',
  SUBJECT_LONG: 'El asunto es largo y un teléfono muestra unos 60 caracteres. Ponga primero lo importante, o acórtelo.',
  SUBJECT_SHOUTS:
    'El asunto va en mayúsculas o con varias exclamaciones, y los filtros lo toman por publicidad. Escríbalo como una frase.',
  SUBJECT_DECEIVES: 'El asunto parece una respuesta o un reenvío y no lo es. Quite esa señal.',
  PREHEADER_MISSING:
    'No hay texto de vista previa: el buzón muestra las primeras palabras del mensaje. Diga qué contiene.',
  PREHEADER_REPEATS: 'El texto de vista previa repite el asunto. Diga algo más, o déjelo vacío.',
  PREHEADER_SHORT:
    'El texto de vista previa es corto: el buzón completa la línea con las primeras palabras del mensaje.',
  SPAM_WORDS: 'Así habla la publicidad, y los filtros lo tienen en cuenta. Dígalo con palabras más sencillas.',
};
