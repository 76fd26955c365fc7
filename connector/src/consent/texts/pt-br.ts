/** Portuguese of Brazil: the notice and the answers. */
import type { LegalBasis } from '@atalaia/storage';
import type { ConsentTexts, NoticeFacts } from './texts.ts';

const purposes: Readonly<Record<NoticeFacts['purposes'][number], string>> = {
  quality: 'qualidade do atendimento',
  'fraud-prevention': 'prevenção a fraudes',
  'legal-duty': 'cumprimento de obrigações legais',
  security: 'segurança das pessoas e da empresa',
  dispute: 'prova em caso de divergência',
};

const bases: Readonly<Record<LegalBasis, string>> = {
  consent: 'seu consentimento (LGPD, art. 7º, I)',
  'legitimate-interest': 'legítimo interesse (LGPD, art. 7º, IX)',
  'legal-obligation': 'obrigação legal ou regulatória (LGPD, art. 7º, II)',
  'exercise-of-rights': 'exercício regular de direitos (LGPD, art. 7º, VI)',
  contract: 'execução de contrato (LGPD, art. 7º, V)',
};

/** An ellipsis while nothing was chosen yet. */
function list(items: readonly string[]): string {
  return items.length === 0 ? '…' : new Intl.ListFormat('pt-BR', { type: 'conjunction' }).format(items);
}

const anew = 'Se mudar de ideia, envie ACEITO O REGISTRO.';

export const ptBR: ConsentTexts = {
  brief: ({ controller, dpoContact, policyUrl, basis, mode, ...facts }) => {
    const why = `para ${list(facts.purposes.map((purpose) => purposes[purpose]))}, com base em ${bases[basis]}`;
    const where =
      policyUrl === null
        ? `Encarregado: ${dpoContact}.`
        : `Tudo sobre isso: ${policyUrl} (encarregado: ${dpoContact}).`;
    const before = 'O que você escreveu antes deste aviso não foi guardado: se for importante, repita, por favor.';
    const rights = 'Seus dados: envie MEUS DADOS ou APAGAR.';
    return mode === 'opt-in'
      ? `Aviso de ${controller}: com a sua autorização, esta conversa será guardada e verificada automaticamente ${why}. ${where}\n` +
          `Responda SIM para autorizar ou NÃO para recusar; depois, SAIR encerra. ${before} ${rights}`
      : `Aviso de ${controller}: a partir de agora, esta conversa é guardada e verificada automaticamente ${why}. ${where}\n` +
          `Para se opor, envie SAIR. ${before} ${rights}`;
  },
  whole: ({ controller, dpoContact, policyUrl, basis, mode, retentionMonths, sharedWith, ...facts }) =>
    [
      `O que guardamos: mensagens, áudios, imagens, documentos, edições e exclusões desta conversa, com data e hora, ${mode === 'opt-in' ? 'somente depois da sua autorização' : 'somente a partir deste aviso'}. O que veio antes não foi guardado.`,
      `Finalidade: ${list(facts.purposes.map((purpose) => purposes[purpose]))}.`,
      `Base legal: ${bases[basis]}.`,
      `Por quanto tempo: ${retentionMonths === 1 ? '1 mês' : `${retentionMonths} meses`}, sempre com criptografia. Depois o conteúdo é eliminado, também das cópias de segurança quando estas vencem, salvo o que a lei mandar guardar por mais tempo.`,
      `Com quem compartilhamos: ${sharedWith.length === 0 ? 'com ninguém' : list(sharedWith)}, além de autoridades quando a lei obrigar.`,
      'Análise automática: um programa procura nas mensagens sinais de descumprimento de regras. Nenhuma decisão é tomada só pelo programa: uma pessoa sempre avalia, e você pode pedir a revisão.',
      `Controlador: ${controller}. Encarregado pelo tratamento de dados pessoais: ${dpoContact}.`,
      'Seus direitos (LGPD, art. 18): confirmar e acessar, corrigir, anonimizar, bloquear, eliminar e portar seus dados, saber com quem foram compartilhados, opor-se, revogar o consentimento e reclamar à ANPD. Nesta conversa: envie MEUS DADOS ou APAGAR.',
      objecting(basis, mode),
      ...(policyUrl === null ? [] : [`Política completa: ${policyUrl}`]),
    ].join('\n\n'),
  agreed:
    'Obrigado. Sua autorização foi registrada: a partir de agora esta conversa é guardada. Para encerrar a qualquer momento, envie SAIR.',
  stopped: `Entendido: a partir de agora, o que você escrever aqui não será mais guardado. ${anew}`,
  stoppedHere: `Entendido: a partir de agora, o que você escrever aqui não será mais guardado, e nosso encarregado foi informado. O que precisar ser registrado seguirá por outro canal, que o atendente vai indicar. ${anew}`,
  goesOn: (basis) =>
    `Recebemos sua oposição e abrimos um pedido para o nosso encarregado, que vai responder. Até lá esta conversa continua sendo guardada, porque a base é ${bases[basis]}, que não depende de autorização. Se preferir, use outro canal de atendimento.`,
  dataAsked:
    'Recebemos seu pedido de acesso aos seus dados. Nosso encarregado vai confirmar que é você e responder; por segurança, os dados nunca são enviados por esta conversa.',
  erasureAsked:
    'Recebemos seu pedido de eliminação dos seus dados. Nosso encarregado vai confirmar que é você e responder. Se não era isso que queria, avise aqui.',
  question:
    'Não ficou claro se você autoriza que esta conversa seja guardada. Por favor, responda a esta mensagem com SIM ou NÃO.',
  languageChosen: 'Certo: a partir de agora, nossos avisos chegam em português.',
};

function objecting(basis: LegalBasis, mode: NoticeFacts['mode']): string {
  const how =
    mode === 'opt-in'
      ? 'Para recusar, responda NÃO; para encerrar depois de autorizar, envie SAIR'
      : 'Para se opor, envie SAIR';
  switch (basis) {
    case 'consent':
      return `${how}. Nada mais será guardado a partir desse momento.`;
    case 'legitimate-interest':
    case 'contract':
      return `${how}. Nada mais será guardado a partir desse momento; o que precisar ser registrado seguirá por outro canal.`;
    case 'legal-obligation':
    case 'exercise-of-rights':
      return `${how}. Abriremos um pedido e o encarregado responderá; como a lei exige ou permite o registro, ele pode continuar.`;
    default:
      return basis satisfies never;
  }
}
