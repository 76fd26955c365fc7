/** The words of the certificate of an erasure, in three languages, with the articles of the law that the company answers under. */
import type { Language, RightsPolicy } from '@atalaia/storage';
import type { CertificateStatement } from './certificate.ts';

type Law = RightsPolicy['law'];
type ScopeKind = CertificateStatement['scope']['kind'];
type Counted = 'messages' | 'files' | 'conversations' | 'consents' | 'requests' | 'exports';
export type Staying = 'evidence' | 'alerts' | 'auditEntries' | 'mentions' | 'marks' | 'backups';

export interface CertificateTexts {
  readonly title: Readonly<Record<CertificateStatement['mode'], string>>;
  readonly lead: Readonly<Record<Law, Readonly<Record<CertificateStatement['mode'], string>>>>;
  readonly scopes: Readonly<Record<ScopeKind, string>>;
  readonly labels: Readonly<
    Record<'erasure' | 'scope' | 'object' | 'confirmed' | 'issued' | 'objected' | 'yes' | 'no' | 'none', string>
  >;
  readonly laws: Readonly<Record<Law, string>>;
  /** What the numbered reasons before the articles of a regulation are called. */
  readonly recital: string;
  readonly went: string;
  readonly goes: Readonly<Record<Counted, string>>;
  readonly keys: Readonly<Record<'destroyed' | 'some' | 'kept', string>>;
  readonly stayed: string;
  readonly stays: Readonly<Record<Staying, string>>;
  readonly proof: string;
  readonly proofText: string;
  readonly fingerprint: string;
  readonly signature: string;
}

/** By what right each of them stays. */
const articles: Readonly<Record<Law, Readonly<Record<Staying, string>>>> = {
  lgpd: {
    evidence: 'art. 16, I; art. 7º, VI',
    alerts: 'art. 12; art. 16, IV',
    auditEntries: 'art. 6º, X; art. 37',
    mentions: 'art. 18, caput',
    marks: 'art. 18, § 2º; art. 6º, X',
    backups: 'art. 6º, VII',
  },
  gdpr: {
    evidence: 'art. 17 (3) (b), (e)',
    alerts: '{recital} 26',
    auditEntries: 'art. 5 (2); art. 17 (3) (b)',
    mentions: 'art. 17 (1)',
    marks: 'art. 21 (1); art. 5 (2)',
    backups: 'art. 32',
  },
};

const portuguese: CertificateTexts = {
  title: {
    erase: 'Certificado de eliminação de dados pessoais',
    anonymise: 'Certificado de anonimização de dados pessoais',
  },
  lead: {
    lgpd: {
      erase: 'Eliminação de dados pessoais nos termos do art. 18, IV e VI, e do art. 16 da Lei nº 13.709/2018 (LGPD).',
      anonymise: 'Anonimização de dados pessoais nos termos do art. 18, IV, e do art. 12 da Lei nº 13.709/2018 (LGPD).',
    },
    gdpr: {
      erase: 'Apagamento de dados pessoais nos termos do art. 17 do Regulamento (UE) 2016/679 (RGPD).',
      anonymise: 'Anonimização de dados pessoais; considerando 26 do Regulamento (UE) 2016/679 (RGPD).',
    },
  },
  scopes: {
    person: 'Uma pessoa, por inteiro',
    message: 'Uma mensagem',
    file: 'Um arquivo',
    conversation: 'Uma conversa',
    number: 'Um número da empresa',
    period: 'Um período de um número da empresa',
  },
  labels: {
    erasure: 'Eliminação',
    scope: 'Alcance',
    object: 'Identificador aleatório do objeto',
    confirmed: 'Confirmada em (UTC)',
    issued: 'Certificado emitido em (UTC)',
    objected: 'Oposição do titular',
    yes: 'sim: nada mais é guardado até novo consentimento da própria pessoa',
    no: 'não',
    none: 'nada',
  },
  laws: { lgpd: 'LGPD', gdpr: 'RGPD' },
  recital: 'considerando',
  went: 'O que foi eliminado',
  goes: {
    messages: 'mensagens',
    files: 'arquivos',
    conversations: 'conversas',
    consents: 'registros de aviso e consentimento',
    requests: 'pedidos (o texto e o vínculo com a pessoa)',
    exports: 'exportações',
  },
  keys: {
    destroyed:
      'As chaves que cifram os dados desta pessoa são destruídas logo após a emissão deste certificado, também em memória. Nenhuma cópia anterior, nem em backups, volta a ser legível. O instante consta da trilha de auditoria, sob o identificador desta eliminação.',
    some: 'As chaves que cifram os dados pessoais de quem é eliminado por inteiro são destruídas logo após a emissão deste certificado, também em memória: o que elas cifram não volta a ser legível, nem em backups. O que estava cifrado com outras chaves (mensagens, títulos de grupos) também foi eliminado; cópias disso em backups anteriores permanecem legíveis até que esses backups sejam apagados. O instante consta da trilha de auditoria, sob o identificador desta eliminação.',
    kept: 'Só uma parte foi eliminada: nenhuma chave foi destruída. Cópias em backups anteriores permanecem legíveis até que esses backups sejam apagados.',
  },
  stayed: 'O que permanece, e por quê',
  stays: {
    evidence:
      'mensagens conservadas como prova, sob chave própria do caso, para cumprimento de obrigação legal ou exercício regular de direitos',
    alerts: 'alertas sem conteúdo e sem vínculo com a pessoa, para as estatísticas',
    auditEntries: 'registros da trilha de auditoria, só com identificadores e contagens',
    mentions: 'mensagens de outras pessoas que podem citar o nome: são dados delas',
    marks:
      'códigos irreversíveis dos identificadores, só para que nada volte a ser guardado sem novo aviso ou consentimento',
    backups: 'cópias em backups anteriores, até que sejam apagados',
  },
  proof: 'Como conferir',
  proofText:
    'Este documento reproduz um certificado em JSON, assinado com Ed25519. Confira a assinatura do arquivo JSON e compare a impressão digital abaixo com a que a empresa lhe informou por outro meio.',
  fingerprint: 'Impressão digital da chave da instalação (SHA-256)',
  signature: 'Assinatura (base64)',
};

const english: CertificateTexts = {
  title: {
    erase: 'Certificate of erasure of personal data',
    anonymise: 'Certificate of anonymisation of personal data',
  },
  lead: {
    lgpd: {
      erase: 'Erasure of personal data under art. 18 IV and VI and art. 16 of Law 13.709/2018 (LGPD, Brazil).',
      anonymise: 'Anonymisation of personal data under art. 18 IV and art. 12 of Law 13.709/2018 (LGPD, Brazil).',
    },
    gdpr: {
      erase: 'Erasure of personal data under art. 17 of Regulation (EU) 2016/679 (GDPR).',
      anonymise: 'Anonymisation of personal data; recital 26 of Regulation (EU) 2016/679 (GDPR).',
    },
  },
  scopes: {
    person: 'One person, whole',
    message: 'One message',
    file: 'One file',
    conversation: 'One conversation',
    number: 'One number of the company',
    period: 'A period of one number of the company',
  },
  labels: {
    erasure: 'Erasure',
    scope: 'Scope',
    object: 'Random identifier of what it is about',
    confirmed: 'Confirmed at (UTC)',
    issued: 'Certificate issued at (UTC)',
    objected: 'Objection of the person',
    yes: 'yes: nothing more is kept before a new consent of their own',
    no: 'no',
    none: 'nothing',
  },
  laws: { lgpd: 'LGPD', gdpr: 'GDPR' },
  recital: 'recital',
  went: 'What was erased',
  goes: {
    messages: 'messages',
    files: 'files',
    conversations: 'conversations',
    consents: 'records of notice and consent',
    requests: 'requests (their words and the link to the person)',
    exports: 'exports',
  },
  keys: {
    destroyed:
      "The keys that seal this person's data are destroyed right after this certificate is issued, in memory too. No earlier copy, in no backup, can be read again. The instant is in the audit trail under the identifier of this erasure.",
    some: 'The keys that seal the data of whoever is erased whole are destroyed right after this certificate is issued, in memory too: what they seal cannot be read again, in no backup. What was sealed under other keys (messages, titles of groups) went as well; copies of it in earlier backups stay readable until those backups are deleted. The instant is in the audit trail under the identifier of this erasure.',
    kept: 'Only a part was erased: no key was destroyed. Copies in earlier backups stay readable until those backups are deleted.',
  },
  stayed: 'What stays, and why',
  stays: {
    evidence:
      'messages kept as evidence, under a key of the case, for a legal duty or the establishment, exercise or defence of legal claims',
    alerts: 'alerts without content and without a link to the person, for the figures',
    auditEntries: 'entries of the audit trail, identifiers and counts only',
    mentions: "messages of other people in which the name may be found: they are those people's data",
    marks: 'irreversible codes of identifiers, only so that nothing is kept again without a new notice or consent',
    backups: 'copies in earlier backups, until those are deleted',
  },
  proof: 'How to check it',
  proofText:
    'This document renders a certificate in JSON that is signed with Ed25519. Check the signature of the JSON file, and compare the fingerprint below with the one that the company gave you by another way.',
  fingerprint: "Fingerprint of the installation's key (SHA-256)",
  signature: 'Signature (base64)',
};

const spanish: CertificateTexts = {
  title: {
    erase: 'Certificado de supresión de datos personales',
    anonymise: 'Certificado de anonimización de datos personales',
  },
  lead: {
    lgpd: {
      erase:
        'Supresión de datos personales según el art. 18, IV y VI, y el art. 16 de la Ley 13.709/2018 (LGPD, Brasil).',
      anonymise:
        'Anonimización de datos personales según el art. 18, IV, y el art. 12 de la Ley 13.709/2018 (LGPD, Brasil).',
    },
    gdpr: {
      erase: 'Supresión de datos personales según el art. 17 del Reglamento (UE) 2016/679 (RGPD).',
      anonymise: 'Anonimización de datos personales; considerando 26 del Reglamento (UE) 2016/679 (RGPD).',
    },
  },
  scopes: {
    person: 'Una persona, por entero',
    message: 'Un mensaje',
    file: 'Un archivo',
    conversation: 'Una conversación',
    number: 'Un número de la empresa',
    period: 'Un período de un número de la empresa',
  },
  labels: {
    erasure: 'Supresión',
    scope: 'Alcance',
    object: 'Identificador aleatorio del objeto',
    confirmed: 'Confirmada el (UTC)',
    issued: 'Certificado emitido el (UTC)',
    objected: 'Oposición del interesado',
    yes: 'sí: no se conserva nada más hasta un nuevo consentimiento propio',
    no: 'no',
    none: 'nada',
  },
  laws: { lgpd: 'LGPD', gdpr: 'RGPD' },
  recital: 'considerando',
  went: 'Lo que se suprimió',
  goes: {
    messages: 'mensajes',
    files: 'archivos',
    conversations: 'conversaciones',
    consents: 'registros de aviso y consentimiento',
    requests: 'solicitudes (su texto y el vínculo con la persona)',
    exports: 'exportaciones',
  },
  keys: {
    destroyed:
      'Las claves que cifran los datos de esta persona se destruyen justo después de emitir este certificado, también en memoria. Ninguna copia anterior, tampoco en copias de seguridad, vuelve a ser legible. El instante consta en el registro de auditoría, bajo el identificador de esta supresión.',
    some: 'Las claves que cifran los datos de quien se suprime por entero se destruyen justo después de emitir este certificado, también en memoria: lo que cifran no vuelve a ser legible, tampoco en copias de seguridad. También se suprimió lo cifrado con otras claves (mensajes, títulos de grupos); sus copias en copias de seguridad anteriores siguen siendo legibles hasta que se borren. El instante consta en el registro de auditoría, bajo el identificador de esta supresión.',
    kept: 'Solo se suprimió una parte: no se destruyó ninguna clave. Las copias de seguridad anteriores siguen siendo legibles hasta que se borren.',
  },
  stayed: 'Lo que permanece, y por qué',
  stays: {
    evidence:
      'mensajes conservados como prueba, bajo una clave propia del caso, por una obligación legal o para la formulación, el ejercicio o la defensa de reclamaciones',
    alerts: 'alertas sin contenido y sin vínculo con la persona, para las estadísticas',
    auditEntries: 'asientos del registro de auditoría, solo con identificadores y recuentos',
    mentions: 'mensajes de otras personas que pueden citar el nombre: son datos de ellas',
    marks:
      'códigos irreversibles de los identificadores, solo para que nada se conserve de nuevo sin nuevo aviso o consentimiento',
    backups: 'copias de seguridad anteriores, hasta que se borren',
  },
  proof: 'Cómo comprobarlo',
  proofText:
    'Este documento reproduce un certificado en JSON firmado con Ed25519. Compruebe la firma del archivo JSON y compare la huella de abajo con la que la empresa le comunicó por otra vía.',
  fingerprint: 'Huella de la clave de la instalación (SHA-256)',
  signature: 'Firma (base64)',
};

/** By what right it stays, as `LGPD, art. 37`. */
export function articleOf({ laws, recital }: CertificateTexts, law: Law, what: Staying): string {
  return `${laws[law]}, ${articles[law][what].replace('{recital}', recital)}`;
}

export const certificateTexts: Readonly<Record<Language, CertificateTexts>> = {
  'pt-BR': portuguese,
  en: english,
  es: spanish,
};
