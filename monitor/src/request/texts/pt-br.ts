/** Portuguese of Brazil: the answers to requests. */
import type { LegalBasis } from '@atalaia/storage';
import type { AnswerTexts, Purpose } from './texts.ts';

const purposes: Readonly<Record<Purpose, string>> = {
  quality: 'qualidade do atendimento',
  'fraud-prevention': 'prevenção a fraudes',
  'legal-duty': 'cumprimento de obrigações legais',
  security: 'segurança das pessoas e da empresa',
  dispute: 'prova em caso de divergência',
};

const bases: Readonly<Record<LegalBasis, string>> = {
  consent: 'consentimento (LGPD, art. 7º, I)',
  'legitimate-interest': 'legítimo interesse (LGPD, art. 7º, IX)',
  'legal-obligation': 'cumprimento de obrigação legal ou regulatória (LGPD, art. 7º, II)',
  'exercise-of-rights': 'exercício regular de direitos (LGPD, art. 7º, VI)',
  contract: 'execução de contrato (LGPD, art. 7º, V)',
};

const list = (items: readonly string[]) => new Intl.ListFormat('pt-BR', { type: 'conjunction' }).format(items);
const count = (messages: number) =>
  messages === 1 ? '1 mensagem trocada' : `${new Intl.NumberFormat('pt-BR').format(messages)} mensagens trocadas`;

export const ptBR: AnswerTexts = {
  cite: (law, { lgpd, gdpr: [article, paragraph, letter] }) =>
    law === 'lgpd'
      ? `LGPD, ${lgpd}`
      : `RGPD, art. ${article}${paragraph ? `, nº ${paragraph}` : ''}${letter ? `, alínea ${letter})` : ''}`,
  asked: {
    access: 'acesso aos seus dados',
    correction: 'correção de dados incompletos, inexatos ou desatualizados',
    anonymise: 'anonimização dos seus dados',
    erase: 'eliminação dos seus dados pessoais',
    restrict: 'bloqueio (limitação do tratamento) dos seus dados',
    object: 'oposição ao tratamento dos seus dados',
  },
  received: (asked, right, day) => `Recebemos em ${day} o seu pedido de ${asked} (${right}).`,
  accepted: {
    access:
      'Atendemos ao pedido. Para a sua segurança, os dados não são enviados por mensagem: você recebe um link pessoal e, por outro meio, um código para abri-lo. Por ele pode ler os dados e baixar uma cópia completa.',
    correction:
      'Atendemos ao pedido. A sua correção passa a constar ao lado do registro original, que não se altera, e acompanha toda consulta e toda cópia.',
    anonymise:
      'Atendemos ao pedido. Os seus dados pessoais foram anonimizados: restam apenas contagens, que não podem ser associadas a você.',
    erase:
      'Atendemos ao pedido. Os seus dados pessoais foram eliminados, e as chaves que os abriam, destruídas. O certificado diz o que foi eliminado e o que a lei manda conservar.',
    restrict:
      'Atendemos ao pedido. Os seus dados estão bloqueados: nada de novo é guardado, e o que já existe fica conservado sem outro uso.',
    object:
      'Atendemos ao pedido. Registramos a sua oposição; o tratamento a que ela se dirige cessou, salvo o que a lei nos obrigar a registrar.',
  },
  part: 'Atendemos ao pedido em parte. Quanto ao restante, a razão é esta:',
  refused: 'Não podemos atender ao pedido, por esta razão:',
  limbs: {
    'legal-duty': {
      lgpd: 'o cumprimento de obrigação legal ou regulatória pelo controlador exige o tratamento destes dados; terminado o prazo legal, eles serão eliminados.',
      gdpr: 'o tratamento é necessário ao cumprimento de uma obrigação legal a que estamos sujeitos; terminado o prazo legal, os dados serão apagados.',
    },
    'exercise-of-rights': {
      lgpd: 'os dados são necessários ao exercício regular de direitos em processo judicial, administrativo ou arbitral.',
      gdpr: 'os dados são necessários para efeitos de declaração, exercício ou defesa de um direito num processo judicial.',
    },
    'legal-hold':
      'os dados estão sob guarda obrigatória por causa de um processo ou apuração em curso; enquanto ela durar, não podem ser eliminados.',
    'identity-not-proved': {
      lgpd: 'o pedido depende de requerimento expresso do titular ou de representante legalmente constituído, e não pudemos confirmar que foi você quem pediu. Com outra prova de identidade, pode pedir de novo.',
      gdpr: 'temos dúvidas razoáveis quanto à identidade de quem pede. Com as informações adicionais necessárias para a confirmar, pode pedir de novo.',
    },
    'not-their-data': 'os dados a que o pedido se refere não são seus, ou não os tratamos.',
    'others-rights': {
      lgpd: 'parte dos dados diz respeito a outras pessoas, cuja titularidade e intimidade a lei também assegura; ela foi omitida.',
      gdpr: 'a cópia dessa parte prejudicaria os direitos e as liberdades de terceiros; ela foi omitida.',
    },
    'manifestly-unfounded': {
      lgpd: 'há razões de fato ou de direito que impedem a adoção da providência: o pedido é manifestamente infundado ou repete outro já respondido.',
      gdpr: 'o pedido é manifestamente infundado ou excessivo, nomeadamente devido ao seu caráter repetitivo.',
    },
    'already-done': 'o que pede já foi feito, em resposta a um pedido anterior.',
  },
  ground: (article) => `Fundamento: ${article}.`,
  complaint: (law, article) =>
    law === 'lgpd'
      ? `Se discordar, você pode peticionar à Autoridade Nacional de Proteção de Dados (ANPD) e aos organismos de defesa do consumidor (${article}).`
      : `Se discordar, pode apresentar reclamação a uma autoridade de controle e intentar ação judicial (${article}).`,
  simplified: ({ messages, from, to, bases: held, purposes: why }, article) =>
    [
      messages === 0
        ? 'Confirmamos que não tratamos mensagens suas.'
        : `Confirmamos que tratamos dados pessoais seus: ${count(messages)} com a nossa empresa pelo WhatsApp, de ${from} a ${to}, com o seu nome e telefone.`,
      ...(held.length === 0 ? [] : [`Base legal: ${list(held.map((basis) => bases[basis]))}.`]),
      ...(why.length === 0 ? [] : [`Finalidade: ${list(why.map((purpose) => purposes[purpose]))}.`]),
      `Esta é a resposta em formato simplificado; a declaração clara e completa segue no prazo de até 15 dias (${article}).`,
    ].join('\n\n'),
};
