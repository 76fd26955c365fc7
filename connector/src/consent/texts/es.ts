/** Spanish: the notice and the answers. */
import type { LegalBasis } from '@atalaia/storage';
import type { ConsentTexts, NoticeFacts } from './texts.ts';

const purposes: Readonly<Record<NoticeFacts['purposes'][number], string>> = {
  quality: 'calidad de la atención',
  'fraud-prevention': 'prevención de fraudes',
  'legal-duty': 'cumplimiento de obligaciones legales',
  security: 'seguridad de las personas y de la empresa',
  dispute: 'prueba en caso de desacuerdo',
};

const bases: Readonly<Record<LegalBasis, string>> = {
  consent: 'su consentimiento (LGPD art. 7 I; RGPD art. 6.1 a)',
  'legitimate-interest': 'interés legítimo (LGPD art. 7 IX; RGPD art. 6.1 f)',
  'legal-obligation': 'obligación legal (LGPD art. 7 II; RGPD art. 6.1 c)',
  'exercise-of-rights': 'ejercicio de derechos (LGPD art. 7 VI; RGPD art. 6.1 f)',
  contract: 'ejecución de un contrato (LGPD art. 7 V; RGPD art. 6.1 b)',
};

/** An ellipsis while nothing was chosen yet. */
function list(items: readonly string[]): string {
  return items.length === 0 ? '…' : new Intl.ListFormat('es', { type: 'conjunction' }).format(items);
}

const anew = 'Si cambia de idea, envíe ACEPTO EL REGISTRO.';

export const es: ConsentTexts = {
  brief: ({ controller, dpoContact, policyUrl, basis, mode, ...facts }) => {
    const why = `para ${list(facts.purposes.map((purpose) => purposes[purpose]))}, con base en ${bases[basis]}`;
    const where =
      policyUrl === null
        ? `Delegado de protección de datos: ${dpoContact}.`
        : `Todo al respecto: ${policyUrl} (delegado de protección de datos: ${dpoContact}).`;
    const before = 'Lo que escribió antes de este aviso no se guardó: si es importante, repítalo, por favor.';
    const rights = 'Sus datos: envíe MIS DATOS o BORRAR.';
    return mode === 'opt-in'
      ? `Aviso de ${controller}: con su autorización, esta conversación se guardará y se revisará automáticamente ${why}. ${where}\n` +
          `Responda SÍ para autorizar o NO para rechazar; después, SALIR lo termina. ${before} ${rights}`
      : `Aviso de ${controller}: a partir de ahora, esta conversación se guarda y se revisa automáticamente ${why}. ${where}\n` +
          `Para oponerse, envíe SALIR. ${before} ${rights}`;
  },
  whole: ({ controller, dpoContact, policyUrl, basis, mode, retentionMonths, sharedWith, ...facts }) =>
    [
      `Qué guardamos: mensajes, audios, imágenes, documentos, ediciones y eliminaciones de esta conversación, con fecha y hora, ${mode === 'opt-in' ? 'solo después de su autorización' : 'solo a partir de este aviso'}. Lo anterior no se guardó.`,
      `Finalidad: ${list(facts.purposes.map((purpose) => purposes[purpose]))}.`,
      `Base legal: ${bases[basis]}.`,
      `Por cuánto tiempo: ${retentionMonths === 1 ? '1 mes' : `${retentionMonths} meses`}, siempre cifrado. Después el contenido se suprime, también de las copias de seguridad cuando estas vencen, salvo lo que la ley obligue a guardar por más tiempo.`,
      `Con quién se comparte: ${sharedWith.length === 0 ? 'con nadie' : list(sharedWith)}, además de las autoridades cuando la ley lo exija.`,
      'Revisión automática: un programa busca en los mensajes señales de incumplimiento de reglas. Ninguna decisión la toma solo el programa: siempre evalúa una persona, y usted puede pedir la revisión.',
      `Responsable: ${controller}. Delegado de protección de datos: ${dpoContact}.`,
      'Sus derechos: confirmar y acceder, corregir, anonimizar, limitar, eliminar y portar sus datos, saber con quién se compartieron, oponerse, retirar el consentimiento y reclamar ante la autoridad de protección de datos. En esta conversación: envíe MIS DATOS o BORRAR.',
      objecting(basis, mode),
      ...(policyUrl === null ? [] : [`Política completa: ${policyUrl}`]),
    ].join('\n\n'),
  agreed:
    'Gracias. Su autorización quedó registrada: a partir de ahora esta conversación se guarda. Para terminarlo en cualquier momento, envíe SALIR.',
  stopped: `Entendido: a partir de ahora, lo que escriba aquí ya no se guardará. ${anew}`,
  stoppedHere: `Entendido: a partir de ahora, lo que escriba aquí ya no se guardará, y se informó a nuestro delegado de protección de datos. Lo que deba registrarse seguirá por otro canal, que el agente le indicará. ${anew}`,
  goesOn: (basis) =>
    `Recibimos su oposición y abrimos una solicitud para nuestro delegado de protección de datos, que le responderá. Hasta entonces esta conversación se sigue guardando, porque la base es ${bases[basis]}, que no depende de una autorización. Si lo prefiere, use otro canal de atención.`,
  dataAsked:
    'Recibimos su solicitud de acceso a sus datos. Nuestro delegado de protección de datos confirmará que es usted y responderá; por seguridad, los datos nunca se envían por esta conversación.',
  erasureAsked:
    'Recibimos su solicitud de eliminación de sus datos. Nuestro delegado de protección de datos confirmará que es usted y responderá. Si no era eso lo que quería, díganoslo aquí.',
  question:
    'No quedó claro si autoriza que esta conversación se guarde. Por favor, responda a este mensaje con SÍ o NO.',
  languageChosen: 'De acuerdo: a partir de ahora, nuestros avisos llegan en español.',
};

function objecting(basis: LegalBasis, mode: NoticeFacts['mode']): string {
  const how =
    mode === 'opt-in'
      ? 'Para rechazar, responda NO; para terminar después de autorizar, envíe SALIR'
      : 'Para oponerse, envíe SALIR';
  switch (basis) {
    case 'consent':
      return `${how}. A partir de ese momento no se guarda nada más.`;
    case 'legitimate-interest':
    case 'contract':
      return `${how}. A partir de ese momento no se guarda nada más; lo que deba registrarse seguirá por otro canal.`;
    case 'legal-obligation':
    case 'exercise-of-rights':
      return `${how}. Abrimos una solicitud y el delegado responde; como la ley exige o permite el registro, este puede continuar.`;
    default:
      return basis satisfies never;
  }
}
