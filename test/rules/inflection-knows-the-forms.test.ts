/** A word written with `~` is found in the forms that people use, and in few enough to look for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldFor } from '../../rules/src/fold.ts';
import { languages } from '../../rules/src/index.ts';
import { inflect, MAX_FORMS } from '../../rules/src/inflect/inflect.ts';
import { foldedWords } from '../../rules/src/words.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

const folded = (words: string) => foldedWords(foldFor(true), words).map((word) => word.folded);

const known = {
  'pt-BR': {
    propina: 'propina propinas',
    comissão: 'comissão comissões',
    pão: 'pão pães',
    mão: 'mão mãos',
    ladrão: 'ladrão ladrões ladra ladrona',
    fornecedor: 'fornecedor fornecedora fornecedores fornecedoras',
    fácil: 'fácil fáceis',
    funil: 'funil funis',
    papel: 'papel papéis',
    sinal: 'sinal sinais',
    homem: 'homem homens',
    luz: 'luz luzes',
    inglês: 'inglês inglesa ingleses inglesas',
    gerente: 'gerente gerentes',
    europeu: 'europeu europeia europeus',
    safado: 'safado safada safados safadas',
    celular: 'celular celulares',
    mulher: 'mulher mulheres',
    contatos: 'contato contatos',
    comissões: 'comissão comissões',
    pagar:
      'pago pagas paga pagamos pagam paguei pagou pagaram pagava pagavam pagarei pagará pagarão pagaria pague paguem pagasse pagar pagarem pagando pagado pagada pagalo pagame',
    ficar: 'fico ficou fiquei fique fiquem ficando',
    começar: 'comecei começo comece comecem começando',
    vender:
      'vendo vende vendem vendi vendeu venderam vendia venderá venda vendam vendesse vendendo vendido vendida vendelo',
    conhecer: 'conheço conhece conheça conheceu',
    proteger: 'protejo protege proteja protejam',
    dividir: 'divido divide dividem dividi dividiu dividiram dividia dividirá divida dividisse dividindo dividido',
    transferir: 'transfiro transfere transferiu transferimos transfira transfiram transferindo transferido',
    conseguir: 'consigo consegue consiga conseguiu',
    dormir: 'durmo dorme durma dormiu',
    sumir: 'sumo some somem suma sumiu',
    incluir: 'incluo inclui incluem inclua incluiu incluindo',
    sair: 'saio sai saem saia saiam saiu saindo saído',
    passear: 'passeio passeia passeou passeie passeando',
    odiar: 'odeio odeia odiou odeie',
    fazer: 'faço faz fazem fiz fez fizeram fazia farei fará faria faça façam fizesse fizer fazendo feito feita',
    dar: 'dou dá damos dão dei deu deram dava darei dará daria desse der dando dado dada',
    trazer: 'trago traz trouxe trouxeram traga trazendo trazido',
    dizer: 'digo diz disse disseram diga dito dizendo',
    pôr: 'ponho põe pus pôs puseram ponha posto',
    propor: 'proponho propõe propôs propuseram proponha proposto propondo',
    obter: 'obtenho obtém obteve obtiveram obtenha obtido',
    intervir: 'intervenho intervém interveio intervenha',
    prever: 'prevejo prevê previu preveja previsto',
    descrever: 'descrevo descreve descreveu descreva',
    pedir: 'peço pede pediu peça pedindo pedido',
    impedir: 'impeço impede impediu impeça',
    entregar: 'entrego entregue entregou entregando entregues',
    abrir: 'abro abre abriu aberto aberta',
  },
  en: {
    bribe: 'bribe bribes bribed bribing',
    kickback: 'kickback kickbacks',
    try: 'try tries tried trying',
    pay: 'pay pays paid paying',
    plan: 'plan plans planned planning',
    transfer: 'transfer transfers transferred transferring',
    visit: 'visit visits visited visiting',
    send: 'send sends sent sending',
    go: 'go goes went gone going',
    take: 'take takes took taken taking',
    write: 'write writes wrote written writing',
    die: 'die dies died dying',
    agree: 'agree agrees agreed agreeing',
    box: 'box boxes',
    fix: 'fix fixes fixed fixing',
    wash: 'wash washes washed',
    company: 'company companies',
    potato: 'potato potatoes',
    woman: 'woman women',
    child: 'child children',
    thief: 'thief thieves',
    bonus: 'bonus bonuses',
  },
  es: {
    soborno: 'soborno sobornos',
    comisión: 'comisión comisiones',
    ladrón: 'ladrón ladrones ladrona ladronas',
    proveedor: 'proveedor proveedora proveedores proveedoras',
    vez: 'vez veces',
    papel: 'papel papeles',
    inglés: 'inglés inglesa ingleses inglesas',
    cliente: 'cliente clientes',
    clientes: 'cliente clientes',
    sucio: 'sucio sucia sucios sucias',
    celular: 'celular celulares',
    pagar:
      'pago pagas paga pagamos pagan pagué pagaste pagó pagaron pagaba pagaban pagaré pagará pagaría pague paguen pagara pagando pagado pagada pagarlo págame págamelo',
    empezar: 'empiezo empieza empecé empiece empezando',
    contar: 'cuento cuenta cuentan conté cuente contando',
    jugar: 'juego juega jugué juegue jugando',
    sacar: 'saco saqué saque saquen',
    vender: 'vendo vende venden vendí vendió vendieron vendía venderá venda vendiera vendiendo vendido venderlo',
    conocer: 'conozco conoce conozca conoció',
    vencer: 'venzo vence venza venció',
    proteger: 'protejo protege proteja',
    leer: 'leo lee leyó leyeron leyendo leído',
    pedir: 'pido pide piden pidió pidieron pida pidiendo pedido',
    mentir: 'miento miente mintió mienta mintiendo',
    dormir: 'duermo duerme durmió duerma durmiendo',
    seguir: 'sigo sigue siga siguió siguiendo',
    incluir: 'incluyo incluye incluya incluyó incluyendo',
    traducir: 'traduzco traduce tradujo tradujeron traduzca',
    hacer: 'hago hace hizo hicieron haga hará haría haciendo hecho',
    obtener: 'obtengo obtiene obtuvo obtenga obtenido',
    proponer: 'propongo propone propuso propondrá proponga propuesto',
    decir: 'digo dice dijo dijeron diga diciendo dicho dime',
    volver: 'vuelvo vuelve volvió vuelva vuelto',
    escribir: 'escribo escribe escribió escriba escrito',
    dar: 'doy da dan di dio dieron dame dale dando dado',
  },
} as const;

describe.each(languages)('%s', (language) => {
  test.each(Object.entries(known[language]))('%s', (word, forms) => {
    const made = new Set(inflect(folded(word)[0] ?? '', language));
    expect(folded(forms).filter((form) => !made.has(form))).toEqual([]);
  });
});

test('forms that are other words in nearly every message are left out', () => {
  const never = {
    'pt-BR': ['dar de', 'dar do', 'ser e', 'ser es', 'caso casa', 'banco banca', 'cartao carta', 'ano ana', 'por pelo'],
    en: [],
    es: ['dar de', 'saber se', 'cuento cuenta', 'plato plata', 'ano ana'],
  } as const;
  for (const language of languages) {
    for (const pair of never[language]) {
      const [word = '', form = ''] = pair.split(' ');
      expect(inflect(word, language), pair).not.toContain(form);
    }
  }
});

test.each(languages)('a word that every JavaScript object has is only a word in %s', (language) => {
  expect(inflect('constructor', language)).toContain(language === 'en' ? 'constructors' : 'constructores');
});

test('the word itself comes first, all forms are folded, each stands once, and there are at most 64', () => {
  const endings = [
    'ar',
    'er',
    'ir',
    'or',
    'ao',
    'oes',
    'al',
    'm',
    's',
    'es',
    'z',
    'guir',
    'cer',
    'gar',
    'y',
    'e',
    'ie',
    'o',
    'eu',
  ];
  const anyWord = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'abcdegilmnoprstuvz7'), maxLength: 8 }),
      fc.constantFrom('', ...endings),
    )
    .map((parts) => parts.join(''))
    .filter((word) => word !== '');
  fc.assert(
    fc.property(anyWord, fc.constantFrom(...languages), (word, language) => {
      const forms = inflect(word, language);
      expect(forms[0]).toBe(word);
      expect(forms.length).toBeLessThanOrEqual(MAX_FORMS);
      expect(new Set(forms).size).toBe(forms.length);
      for (const form of forms) expect(folded(form)).toEqual([form]);
    }),
    { seed, numRuns: 3000 },
  );
});
