/** Names and everyday lines of the town's people, written for it: nobody's real words. */

export type Language = 'pt-BR' | 'en' | 'es';

/** In the order people move in. */
export const languages: readonly Language[] = ['pt-BR', 'es', 'pt-BR', 'en'];

export const names: Readonly<
  Record<Language, { readonly given: readonly string[]; readonly family: readonly string[] }>
> = {
  'pt-BR': {
    given: ['Iara', 'Caetano', 'Luzia', 'Benedito', 'Jandira', 'Otávio', 'Rosângela', 'Tomé', 'Marlene', 'Ubirajara'],
    family: ['Pitanga', 'Varela', 'do Carmo', 'Sampaio', 'Quaresma', 'Bastos', 'Itaboraí', 'Fontoura'],
  },
  en: {
    given: ['Maud', 'Percy', 'Ottilie', 'Clement', 'Hattie', 'Rufus', 'Winifred', 'Barnaby'],
    family: ['Thistlewood', 'Greave', 'Amberley', 'Pockett', 'Sallow', 'Winterbourne'],
  },
  es: {
    given: ['Remedios', 'Baltasar', 'Inmaculada', 'Fermín', 'Amparo', 'Leandro', 'Consuelo', 'Wenceslao'],
    family: ['Olmedo', 'Carrasquilla', 'Bermejo', 'Iturralde', 'Peñalver', 'Solana'],
  },
};

export const sayings: Readonly<Record<Language, readonly string[]>> = {
  'pt-BR': [
    'bom dia, tudo bem por aí?',
    'o boleto deste mês já saiu?',
    'consigo passar na loja depois do almoço',
    'a entrega veio com a caixa amassada 😕',
    'pode mandar a segunda via, por favor',
    'fechado então, obrigada!',
    'qual o horário de vocês no sábado?',
    'tô no trânsito, respondo já já',
    'minha mãe adorou o presente',
    'preciso trocar o tamanho, comprei errado',
    'quanto fica o frete pra Campinas?',
    'me avisa quando chegar a peça',
    'não entendi a cobrança da taxa',
    'beleza, combinado para quinta',
    'dá pra parcelar em três vezes?',
    'o técnico vem hoje ou amanhã?',
    'mandei a foto do documento ontem',
    'tem desconto pagando à vista?',
    'vou falar com meu marido e retorno',
    'recebi, está tudo certo 👍',
    'o aplicativo travou na hora de pagar',
    'consegue reservar dois pra mim?',
  ],
  en: [
    'morning! any news about my order?',
    'the kettle arrived, but the lid is missing',
    'could you send me the invoice again please',
    'thanks, that was quick',
    'is the shop open on bank holidays?',
    'I will be ten minutes late, sorry',
    'can I swap it for the blue one?',
    'what would delivery to Leeds cost?',
    'the app signs me out every time',
    'perfect, see you on Thursday',
    'my neighbour took the parcel in',
    'do you have that in a larger size?',
    'let me check with my sister first',
    'paid this morning, can you confirm?',
  ],
  es: [
    'buenas, ¿ya salió mi pedido?',
    'la lámpara llegó con el cristal rayado',
    '¿me manda otra vez la factura?',
    'muchas gracias, muy amable',
    '¿abren el domingo por la mañana?',
    'llego en un ratito, hay atasco',
    '¿se puede cambiar por el verde?',
    '¿cuánto sale el envío a Zaragoza?',
    'no me deja entrar en la aplicación',
    'perfecto, quedamos el jueves',
    'lo recogió la vecina del tercero',
    '¿tienen una talla más?',
    'lo consulto en casa y les digo',
    'ya pagué, ¿me lo confirman?',
  ],
};
