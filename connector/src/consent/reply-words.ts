/** The words that answer a notice, in Portuguese, English and Spanish: lower case, no accents, no punctuation. */
import type { Language } from '@atalaia/storage';
import type { Reply } from './reply.ts';

/** Whole messages and what each of them means. A word that has an everyday use as a whole message is not here. */
export const answers: ReadonlyMap<string, Reply> = new Map<string, Reply>([
  ...meaning({ kind: 'agree', alone: false }, [
    ...['sim', 'aceito', 'concordo', 'autorizo', 'eu aceito', 'eu concordo', 'eu autorizo', 'sim aceito'],
    ...['sim concordo', 'sim autorizo', 'sim eu aceito', 'sim eu concordo', 'sim eu autorizo'],
    ...['yes', 'i agree', 'agree', 'i accept', 'accept', 'i consent', 'yes i agree', 'yes i accept', 'yes i consent'],
    ...['si', 'acepto', 'autorizo', 'yo acepto', 'si acepto', 'si autorizo', 'si estoy de acuerdo', 'estoy de acuerdo'],
  ]),
  ...meaning({ kind: 'agree', alone: true }, [
    ...['aceito o registro', 'aceito a gravacao', 'aceito o monitoramento', 'autorizo o registro'],
    ...['autorizo a gravacao', 'autorizo o monitoramento', 'concordo com o registro', 'concordo com a gravacao'],
    ...['i agree to the recording', 'i agree to recording', 'i accept the recording', 'i accept recording'],
    ...['i agree to being recorded', 'i agree to be recorded', 'i agree to the monitoring', 'i agree to monitoring'],
    ...['acepto el registro', 'acepto la grabacion', 'acepto el monitoreo', 'autorizo el registro'],
    ...['autorizo la grabacion', 'estoy de acuerdo con el registro', 'estoy de acuerdo con la grabacion'],
  ]),
  ...meaning({ kind: 'refuse', alone: false }, [
    ...['nao', 'nao aceito', 'nao concordo', 'nao autorizo', 'eu nao aceito', 'eu nao concordo', 'eu nao autorizo'],
    ...['recuso', 'eu recuso', 'nao nao aceito', 'nao nao autorizo'],
    ...['no', 'i refuse', 'i do not agree', 'i dont agree', 'i do not accept', 'i dont accept', 'i do not consent'],
    ...['i dont consent', 'i disagree', 'no i dont agree', 'no i do not agree'],
    ...[
      'no acepto',
      'no autorizo',
      'no estoy de acuerdo',
      'me niego',
      'no no acepto',
      'no no autorizo',
      'yo no acepto',
    ],
  ]),
  ...meaning({ kind: 'refuse', alone: true }, [
    ...['nao aceito o registro', 'nao aceito a gravacao', 'nao aceito o monitoramento', 'nao autorizo o registro'],
    ...['nao autorizo a gravacao', 'nao autorizo o monitoramento', 'nao concordo com o registro'],
    ...['nao concordo com a gravacao', 'nao quero ser gravado', 'nao quero ser gravada', 'nao quero ser monitorado'],
    ...['nao quero ser monitorada', 'nao me grave', 'nao me gravem'],
    ...['i do not agree to the recording', 'i dont agree to the recording', 'i do not agree to being recorded'],
    ...['i dont agree to being recorded', 'do not record me', 'dont record me', 'i dont want to be recorded'],
    ...['i do not want to be recorded'],
    ...['no acepto el registro', 'no acepto la grabacion', 'no acepto el monitoreo', 'no autorizo el registro'],
    ...['no autorizo la grabacion', 'no quiero ser grabado', 'no quiero ser grabada', 'no quiero que me graben'],
    ...['no me graben', 'no me grabe'],
  ]),
  ...meaning({ kind: 'withdraw' }, [
    ...['sair', 'parar', 'pare de gravar', 'parem de gravar', 'parar de gravar', 'parar gravacao', 'revogo'],
    ...['revogo o consentimento', 'revogo meu consentimento', 'retiro meu consentimento', 'retiro o consentimento'],
    ...['stop', 'unsubscribe', 'opt out', 'optout', 'stop recording', 'stop monitoring', 'stop recording me'],
    ...['i withdraw', 'i withdraw my consent', 'withdraw consent', 'withdraw my consent'],
    ...['baja', 'salir', 'dejar de grabar', 'dejen de grabar', 'deje de grabar', 'darme de baja', 'revoco'],
    ...['revoco mi consentimiento', 'retiro mi consentimiento'],
  ]),
  ...meaning({ kind: 'data-asked' }, [
    ...['meus dados', 'quero meus dados', 'quero os meus dados', 'quero ver meus dados', 'ver meus dados'],
    ...['quero acessar meus dados', 'acessar meus dados', 'copia dos meus dados'],
    ...['my data', 'i want my data', 'show me my data', 'send me my data', 'access my data', 'i want to see my data'],
    ...['mis datos', 'quiero mis datos', 'ver mis datos', 'quiero ver mis datos', 'acceder a mis datos'],
    ...['copia de mis datos'],
  ]),
  ...meaning({ kind: 'erasure-asked' }, [
    ...['apagar', 'apagar meus dados', 'apague meus dados', 'apaguem meus dados', 'quero apagar meus dados'],
    ...['excluir meus dados', 'exclua meus dados', 'excluam meus dados', 'eliminar meus dados', 'apaga meus dados'],
    ...['delete', 'delete my data', 'erase', 'erase my data', 'remove my data', 'please delete my data'],
    ...['borrar', 'borrar mis datos', 'borren mis datos', 'borre mis datos', 'borra mis datos', 'eliminar mis datos'],
    ...['eliminen mis datos', 'elimine mis datos', 'elimina mis datos', 'quiero borrar mis datos'],
  ]),
]);

/** A language's name as the whole message, in that language or in one of the others. */
export const languageNames: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...meaning('pt-BR' as const, ['portugues', 'portuguese', 'em portugues', 'in portuguese', 'en portugues']),
  ...meaning('pt-BR' as const, ['portugues por favor', 'portuguese please', 'em portugues por favor']),
  ...meaning('en' as const, ['english', 'ingles', 'in english', 'em ingles', 'en ingles', 'english please']),
  ...meaning('en' as const, ['in english please', 'ingles por favor']),
  ...meaning('es' as const, ['espanol', 'espanhol', 'spanish', 'castellano', 'en espanol', 'em espanhol']),
  ...meaning('es' as const, ['in spanish', 'espanol por favor', 'en espanol por favor']),
]);

/** Says that something was read, and neither yes nor no. */
export const acknowledgements: ReadonlySet<string> = new Set([
  ...['ok', 'okay', 'okey', 'oki', 'ta', 'ta bom', 'ta bem', 'tudo bem', 'certo', 'beleza', 'blz', 'ciente', 'entendi'],
  ...['entendido', 'combinado', 'claro', 'de boa', 'tranquilo', 'show', 'obrigado', 'obrigada', 'ok obrigado'],
  ...['ok obrigada', 'perfeito', 'de acordo', 'pode ser', 'fechado', 'joia'],
  ...['sure', 'fine', 'got it', 'understood', 'all right', 'alright', 'thanks', 'thank you', 'ok thanks', 'agreed'],
  ...['vale', 'bueno', 'perfecto', 'dale', 'listo', 'gracias', 'ok gracias', 'esta bien', 'de acuerdo', 'enterado'],
  ...['enterada'],
]);

/** A message that begins so may be a yes or a no with something added. */
export const hedges: ReadonlySet<string> = new Set([
  ...['sim', 'nao', 'si', 'no', 'yes', 'nope', 'yep', 'yeah', 'aceito', 'concordo', 'autorizo', 'acepto', 'claro'],
  ...['talvez', 'depende', 'maybe', 'perhaps', 'depends', 'quizas', 'quiza', 'tal vez', 'acho que sim', 'acho que nao'],
]);

/** What the notice is about: whoever names it may be answering it. */
export const subjects: ReadonlySet<string> = new Set([
  ...['gravar', 'gravando', 'gravacao', 'gravada', 'gravado', 'monitorar', 'monitorando', 'monitoramento'],
  ...['recording', 'recorded', 'monitored', 'monitoring'],
  ...['grabar', 'grabando', 'grabacion', 'grabada', 'monitoreo', 'monitorear'],
]);

function meaning<const M>(what: M, said: readonly string[]): readonly (readonly [string, M])[] {
  return said.map((words) => [words, what] as const);
}
