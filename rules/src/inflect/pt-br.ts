/** Inflections of Brazilian Portuguese, from words without accents: plural, gender, verb forms as people type them. */
import { endingsOn } from './endings.ts';

/** Plurals and feminines of nouns and adjectives, or the forms of a verb if the word is an infinitive. */
export function inflectPortuguese(word: string): readonly string[] {
  const irregular = irregularVerb(word);
  if (irregular !== undefined) return [word, ...irregular, ...(adverbs.has(word) ? [] : nounForms(word))];
  return isInfinitive(word) ? [word, ...verbForms(word)] : [word, ...nounForms(word)];
}

function isInfinitive(word: string): boolean {
  return word.length > 3 && /[aei]r$/.test(word) && !nouns.has(word);
}

/** Nouns and adjectives that end like an infinitive. */
const nouns = new Set(
  `acucar agar altar auxiliar bar bazar calcanhar celular colar colher cultivar dolar elementar escalar escolar exemplar
   familiar hangar hospitalar jaguar lar limiar linear luar lugar lunar mar militar milhar nuclear olhar par particular
   pilar polar polegar popular radar similar singular solar suplementar titular tutelar vulgar aluguer carater clister
   esfincter hamster junior laser master mister mulher poder qualquer quaisquer reporter sequer server super talher
   transfer uber partner banner container poster faquir martir elixir souvenir emir`.split(/\s+/),
);

/** Words that are no nouns, whatever they look like. */
const adverbs = new Set(['ir', 'por', 'ser', 'ver', 'dar', 'ter', 'vir', 'ler', 'rir', 'crer']);

function nounForms(word: string): readonly string[] {
  const cut = (length: number) => word.slice(0, -length);
  if (word.length < 3) return [];
  if (/[oa]es$/.test(word)) return [`${cut(3)}ao`, word.endsWith('oes') ? `${cut(3)}oe` : cut(1)];
  if (/ais$/.test(word)) return [`${cut(3)}al`, cut(1)];
  if (/eis$/.test(word)) return [`${cut(3)}el`, `${cut(3)}il`];
  if (/ns$/.test(word)) return [`${cut(2)}m`];
  // "ingles", but also "clientes": the forms that are no words do no harm.
  if (/es$/.test(word)) return [cut(1), cut(2), `${word}es`, `${cut(2)}esa`, `${cut(2)}esas`];
  if (/s$/.test(word)) return [cut(1)];
  if (/ao$/.test(word)) return endingsOn(cut(2), 'oes aes aos ona onas').concat(feminines[word] ?? []);
  if (/eu$/.test(word) && word.length > 4) return [`${word}s`, `${cut(2)}eia`, `${cut(2)}eias`];
  if (masculine.has(word)) return [`${word}s`];
  if (/o$/.test(word)) return endingsOn(cut(1), 'os a as');
  if (/m$/.test(word)) return [`${cut(1)}ns`];
  if (/[aeou]l$/.test(word)) return [`${cut(1)}is`];
  if (/il$/.test(word)) return endingsOn(cut(2), 'is eis');
  if (/(d|t|s|nh)or$/.test(word)) return endingsOn(word, 'es a as');
  if (/[rz]$/.test(word)) return [`${word}es`];
  return [`${word}s`];
}

/** Nouns whose feminine would be another common word. */
const masculine = new Set(
  `ano banco barco barro bolso cargo carro caso conto copo livro lado minuto modo partido passo peso plano ponto porto
   posto prato quarto ramo resto segundo tempo tiro tipo`.split(/\s+/),
);

const feminines: Readonly<Record<string, readonly string[]>> = {
  alemao: ['alema', 'alemas'],
  campeao: ['campea', 'campeas'],
  cidadao: ['cidada', 'cidadas'],
  ladrao: ['ladra', 'ladras'],
  patrao: ['patroa', 'patroas'],
};

function verbForms(verb: string): readonly string[] {
  const stem = verb.slice(0, -2);
  switch (verb.slice(-2)) {
    case 'ar':
      return [...endingsOn(stem, ar), ...beforeE(stem), ...(secondParticiples[verb] ?? [])];
    case 'er':
      return [...endingsOn(stem, er), ...beforeA(stem), ...(secondParticiples[verb] ?? [])];
    default:
      return [...endingsOn(stem, ir), ...beforeA(stem), ...vowelChanges(stem), ...(secondParticiples[verb] ?? [])];
  }
}

// Ordered by how usual they are in chats; future and conditional lose their accents, so "pagará" is "pagara".
const ar =
  'a o as ou ei ando ado ada ados adas amos am e em ar ava avam avamos aram arem arei ara arao aremos aria ariam asse assem ares armos alo ala alos alas arme arlhe ame';
const er =
  'e es o eu i endo ido ida idos idas emos em a am er ia iam iamos eram erem erei era erao eremos eria eriam esse essem as eres ermos elo ela elos elas erme erlhe eme';
const ir =
  'e o iu i indo ido ida idos idas imos em a am ir ia iam iamos iram irem irei ira irao iremos iria iriam isse issem as ires irmos ilo ila ilos ilas irme irlhe es';

/** Before e the sound of c and g is kept by writing: fique, pague. A folded c may be ç, which stays: comece. */
function beforeE(stem: string): readonly string[] {
  const kept = endingsOn(stem, 'es emos');
  if (/[cg]$/.test(stem)) {
    const hard = stem.endsWith('c') ? `${stem.slice(0, -1)}qu` : `${stem}u`;
    return [...endingsOn(hard, 'ei e em es emos'), ...kept];
  }
  if (stem.endsWith('e')) return [...endingsOn(stem, 'io ias ia iam ie ies iem'), ...kept];
  if (/(od|incend|intermed|med|rem|ans)i$/.test(stem)) return endingsOn(`${stem.slice(0, -1)}ei`, 'o as a am e em');
  return kept;
}

/** Before o and a the sound of g is kept by writing: protejo, consiga. */
function beforeA(stem: string): readonly string[] {
  if (stem.endsWith('gu')) return endingsOn(stem.slice(0, -1), 'o a as amos am');
  if (stem.endsWith('g')) return endingsOn(`${stem.slice(0, -1)}j`, 'o a as amos am');
  return endingsOn(stem, 'amos');
}

/** Verbs in -ir change their last vowel: sinto, durmo, some; those in -uir and -air are written as they sound. */
function vowelChanges(stem: string): readonly string[] {
  if (stem.endsWith('a')) return endingsOn(stem, 'io ia ias iam is');
  if (stem.endsWith('u') && !/[gq]u$/.test(stem)) {
    return [...endingsOn(stem, 'is'), ...endingsOn(stem.slice(0, -1), 'oi ois oem')];
  }
  if (stem.endsWith('z')) return [stem];
  const soft = stem.endsWith('gu') ? stem.slice(0, -1) : stem.endsWith('g') ? `${stem.slice(0, -1)}j` : stem;
  const last = /([eou])([^aeiou]+)$/.exec(soft);
  if (last === null) return [];
  const change = (from: string, vowel: string) => from.slice(0, last.index) + vowel + from.slice(last.index + 1);
  if (last[1] === 'e') return endingsOn(change(soft, 'i'), 'o a as amos am');
  if (last[1] === 'o') return endingsOn(change(soft, 'u'), 'o a as amos am');
  return endingsOn(change(stem, 'o'), 'e em es');
}

const secondParticiples: Readonly<Record<string, readonly string[]>> = {
  abrir: ['aberto', 'aberta', 'abertos', 'abertas'],
  aceitar: ['aceito', 'aceita', 'aceitos', 'aceitas', 'aceite'],
  cobrir: ['coberto', 'coberta'],
  descobrir: ['descoberto', 'descoberta'],
  eleger: ['eleito', 'eleita'],
  encobrir: ['encoberto', 'encoberta'],
  entregar: ['entregue', 'entregues'],
  escrever: ['escrito', 'escrita', 'escritos', 'escritas'],
  expulsar: ['expulso', 'expulsa'],
  imprimir: ['impresso', 'impressa'],
  isentar: ['isento', 'isenta'],
  matar: ['morto', 'morta'],
  morrer: ['morto', 'morta'],
  prender: ['preso', 'presa', 'presos', 'presas'],
  soltar: ['solto', 'solta'],
  suspender: ['suspenso', 'suspensa', 'suspensos', 'suspensas'],
};

/** The forms of a verb that has its own, also of those made from it: "propor" from "por". */
function irregularVerb(word: string): readonly string[] | undefined {
  if (Object.hasOwn(irregular, word)) return (irregular[word] ?? '').split(' ');
  const made =
    /^(re|des|satis|lique|contra|pre|ante|entre|ob|man|con|de|sus|pro|com|dis|im|su|ex|inter|ap|ad|o|trans|in|a|es)*(fazer|dizer|trazer|ter|por|ver|vir|pedir|medir|ler|valer|querer)$/.exec(
      word,
    );
  const base = made?.[2];
  if (base === undefined || seeming.has(word)) return undefined;
  const prefix = word.slice(0, -base.length);
  return (irregular[base] ?? '').split(' ').map((form) => prefix + form);
}

/** Regular verbs and nouns that end like an irregular verb. */
const seeming = new Set([
  'vapor',
  'torpor',
  'descrever',
  'prover',
  'dever',
  'mover',
  'haver',
  'servir',
  'ouvir',
  'absorver',
]);

// Left out: forms that are other words in nearly every message, such as "de" (dê), "e" (é), "do", "as".
const irregular: Readonly<Record<string, string>> = {
  caber:
    'caibo cabe cabem coube couberam cabia cabiam cabera caberia caiba caibam coubesse couber couberem cabendo cabido',
  crer: 'creio cre cremos creem cri creu creram cria criam crera creia creiam cresse crendo crido',
  dar: 'dou da damos dao dei deu demos deram dava davam davamos darei dara daremos darao daria dariam desse dessem deem der dermos derem dando dado dada dados dadas dalo dala darlhe darme deme dame',
  dizer:
    'digo diz dizes dizemos dizem disse disseste dissemos disseram dizia diziam direi dira diremos dirao diria diriam diga digas digamos digam dissesse dissessem disser disserem dizendo dito dita ditos ditas dizerme digame dizelo',
  estar:
    'estou esta estas estamos estao estive esteve estivemos estiveram estava estavam estarei estara estaremos estarao estaria estariam esteja estejam estivesse estivessem estiver estiverem estando estado to tou ta tamo tao tava tavam',
  fazer:
    'faco faz fazes fazemos fazem fiz fez fizeste fizemos fizeram fazia faziam farei fara faremos farao faria fariam faca facas facamos facam fizesse fizessem fizer fizerem fazendo feito feita feitos feitas fazelo fazela fazerme',
  haver: 'ha havia haviam houve houveram havera haveria haja hajam houvesse houver havendo havido',
  ir: 'vou vai vais vamos vao va vamo fui foi fomos foram ia iam iamos irei ira iremos irao iria iriam fosse fossem forem indo ido',
  ler: 'leio le lemos leem li leu leram lia liam lerei lera leria leia leias leiam lesse lessem lerem lendo lido lida lidos lidas',
  medir:
    'meco mede medem medimos mediu medi mediram media mediam medirei medira mediria meca mecam medisse medir medindo medido medida medidos medidas',
  ouvir:
    'ouco ouve ouves ouvem ouvimos ouvi ouviu ouviram ouvia ouviam ouvirei ouvira ouviria ouca oucam oucamos ouvisse ouvirem ouvindo ouvido ouvida',
  pedir:
    'peco pede pedes pedem pedimos pediu pedi pediram pedia pediam pedirei pedira pediremos pedirao pediria pediriam peca pecam pecamos pedisse pedissem pedirem pedindo pedido pedida pedidos pedidas pedirme pedeme',
  perder:
    'perco perde perdes perdem perdemos perdi perdeu perderam perdia perdiam perderei perdera perderao perderia perca percas percam percamos perdesse perderem perdendo perdido perdida perdidos perdidas',
  poder:
    'posso pode podes podemos podem pude pode pudemos puderam podia podiam podiamos poderei podera poderemos poderao poderia poderiam poderiamos possa possam possamos pudesse pudessem puder puderem podendo podido',
  por: 'ponho poe poes pomos poem pus pos puseste pusemos puseram punha punham porei pora poremos porao poria poriam ponha ponhas ponham ponhamos pusesse pusessem puser puserem pondo posto posta postos postas polo pola',
  querer:
    'quero quer queres queremos querem quis quisemos quiseram queria querias queriam queriamos querera quereria queira queiram queiramos quisesse quisessem quiser quiserem querendo querido',
  rir: 'rio ri rimos riem riu riram ria riam rindo rido',
  saber:
    'sei sabe sabes sabemos sabem soube soubeste soubemos souberam sabia sabiam sabiamos saberei sabera saberemos saberao saberia saberiam saiba saibas saibam saibamos soubesse soubessem souber souberem sabendo sabido',
  ser: 'sou somos sao fui foi fomos foram era eram eramos serei sera seremos serao seria seriam seja sejam sejamos fosse fossem forem sendo sido',
  ter: 'tenho tem tens temos tive teve tivemos tiveram tinha tinham tinhamos terei tera teremos terao teria teriam tenha tenham tenhamos tivesse tivessem tiver tiverem tendo tido tida telo tela',
  trazer:
    'trago traz trazes trazemos trazem trouxe trouxeste trouxemos trouxeram trazia traziam trarei trara traremos trarao traria trariam traga tragas tragam tragamos trouxesse trouxessem trouxer trouxerem trazendo trazido trazida trazidos trazidas trazelo trazela trazerme tragame',
  valer:
    'valho vale vales valem valemos valeu valeram valia valiam valera valera valeria valha valham valesse valendo valido',
  ver: 'vejo ve ves vemos veem viu vimos viram via viam verei vera veremos verao veria veriam veja vejas vejam vejamos visse vissem virem vendo visto vista vistos vistas velo vela',
  vir: 'venho vem vens vimos vim veio viemos vieram vinha vinham virei vira viremos virao viria viriam venha venham venhamos viesse viessem vier vierem vindo',
};
