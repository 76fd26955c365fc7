/** Spanish: the answers to requests. */
import type { LegalBasis } from '@atalaia/storage';
import type { AnswerTexts, Purpose } from './texts.ts';

const purposes: Readonly<Record<Purpose, string>> = {
  quality: 'calidad de la atención',
  'fraud-prevention': 'prevención del fraude',
  'legal-duty': 'cumplimiento de obligaciones legales',
  security: 'seguridad de las personas y de la empresa',
  dispute: 'prueba en caso de desacuerdo',
};

const bases: Readonly<Record<LegalBasis, string>> = {
  consent: 'consentimiento (LGPD, art. 7º, I)',
  'legitimate-interest': 'interés legítimo (LGPD, art. 7º, IX)',
  'legal-obligation': 'cumplimiento de una obligación legal o reglamentaria (LGPD, art. 7º, II)',
  'exercise-of-rights': 'ejercicio regular de derechos (LGPD, art. 7º, VI)',
  contract: 'ejecución de un contrato (LGPD, art. 7º, V)',
};

const list = (items: readonly string[]) => new Intl.ListFormat('es', { type: 'conjunction' }).format(items);
const count = (messages: number) =>
  messages === 1
    ? '1 mensaje intercambiado'
    : `${new Intl.NumberFormat('es').format(messages)} mensajes intercambiados`;

export const es: AnswerTexts = {
  cite: (law, { lgpd, gdpr: [article, paragraph, letter] }) =>
    law === 'lgpd'
      ? `LGPD, ${lgpd}`
      : `RGPD, artículo ${article}${paragraph ? `, apartado ${paragraph}` : ''}${letter ? `, letra ${letter})` : ''}`,
  asked: {
    access: 'acceso a sus datos',
    correction: 'rectificación de datos inexactos o incompletos',
    anonymise: 'anonimización de sus datos',
    erase: 'supresión de sus datos personales',
    restrict: 'limitación del tratamiento de sus datos',
    object: 'oposición al tratamiento de sus datos',
  },
  received: (asked, right, day) => `El ${day} recibimos su solicitud de ${asked} (${right}).`,
  accepted: {
    access:
      'La atendemos. Por su seguridad, los datos no se envían por mensaje: recibirá un enlace personal y, por otro medio, un código para abrirlo. Allí puede leer los datos y descargar una copia completa.',
    correction:
      'La atendemos. Su rectificación figura desde ahora junto al registro original, que no cambia, y lo acompaña en toda consulta y en toda copia.',
    anonymise:
      'La atendemos. Sus datos personales se anonimizaron: solo quedan recuentos, que no pueden asociarse con usted.',
    erase:
      'La atendemos. Sus datos personales se suprimieron y las claves que los abrían se destruyeron. El certificado dice qué se suprimió y qué obliga la ley a conservar.',
    restrict:
      'La atendemos. El tratamiento de sus datos está limitado: no se guarda nada nuevo y lo que existe se conserva sin otro uso.',
    object:
      'La atendemos. Su oposición quedó registrada; el tratamiento al que se opone ha cesado, salvo lo que la ley nos obligue a registrar.',
  },
  part: 'La atendemos en parte. En cuanto al resto, la razón es esta:',
  refused: 'No podemos atenderla, por esta razón:',
  limbs: {
    'legal-duty': {
      lgpd: 'el cumplimiento de una obligación legal o reglamentaria del responsable exige el tratamiento de estos datos; terminado el plazo legal, se eliminarán.',
      gdpr: 'el tratamiento es necesario para el cumplimiento de una obligación legal que se nos aplica; terminado el plazo legal, los datos se suprimirán.',
    },
    'exercise-of-rights': {
      lgpd: 'los datos son necesarios para el ejercicio regular de derechos en un proceso judicial, administrativo o arbitral.',
      gdpr: 'los datos son necesarios para la formulación, el ejercicio o la defensa de reclamaciones.',
    },
    'legal-hold':
      'los datos están bajo conservación obligatoria por un proceso o una investigación en curso; mientras dure, no pueden suprimirse.',
    'identity-not-proved': {
      lgpd: 'la solicitud debe hacerla expresamente el titular o su representante legal, y no pudimos confirmar que fue usted quien la hizo. Con otra prueba de identidad puede solicitarlo de nuevo.',
      gdpr: 'tenemos dudas razonables en relación con la identidad de quien la cursa. Con la información adicional necesaria para confirmarla puede solicitarlo de nuevo.',
    },
    'not-their-data': 'los datos a los que se refiere la solicitud no le conciernen o no los tratamos.',
    'others-rights': {
      lgpd: 'una parte de los datos se refiere a otras personas, cuyos datos e intimidad la ley también protege; se omitió.',
      gdpr: 'la copia de esa parte afectaría negativamente a los derechos y libertades de otros; se omitió.',
    },
    'manifestly-unfounded': {
      lgpd: 'hay razones de hecho o de derecho que lo impiden: la solicitud es manifiestamente infundada o repite otra ya respondida.',
      gdpr: 'la solicitud es manifiestamente infundada o excesiva, especialmente debido a su carácter repetitivo.',
    },
    'already-done': 'lo que solicita ya se hizo, en respuesta a una solicitud anterior.',
  },
  ground: (article) => `Fundamento: ${article}.`,
  complaint: (law, article) =>
    law === 'lgpd'
      ? `Si no está de acuerdo, puede presentar una petición ante la autoridad brasileña de protección de datos (ANPD) y los organismos de defensa del consumidor (${article}).`
      : `Si no está de acuerdo, puede presentar una reclamación ante una autoridad de control y ejercitar acciones judiciales (${article}).`,
  simplified: ({ messages, from, to, bases: held, purposes: why }, article) =>
    [
      messages === 0
        ? 'Confirmamos que no tratamos mensajes suyos.'
        : `Confirmamos que tratamos datos personales suyos: ${count(messages)} con nuestra empresa por WhatsApp, del ${from} al ${to}, con su nombre y teléfono.`,
      ...(held.length === 0 ? [] : [`Base jurídica: ${list(held.map((basis) => bases[basis]))}.`]),
      ...(why.length === 0 ? [] : [`Finalidad: ${list(why.map((purpose) => purposes[purpose]))}.`]),
      `Esta es la respuesta en formato simplificado; la declaración clara y completa se envía en un plazo de hasta 15 días (${article}).`,
    ].join('\n\n'),
};
