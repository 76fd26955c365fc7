/** Inflections of Spanish, from words without accents: plural, gender, verb forms as people type them. */
import { endingsOn } from './endings.ts';

/** Plurals and feminines of nouns and adjectives, or the forms of a verb if the word is an infinitive. */
export function inflectSpanish(word: string): readonly string[] {
  const irregular = irregularVerb(word);
  if (irregular !== undefined) return [word, ...irregular];
  return isInfinitive(word) ? [word, ...verbForms(word)] : [word, ...nounForms(word)];
}

function isInfinitive(word: string): boolean {
  return word.length > 3 && /[aei]r$/.test(word) && !nouns.has(word);
}

/** Nouns and adjectives that end like an infinitive. */
const nouns = new Set(
  `altar auxiliar azar azucar bar bazar celular collar dolar ejemplar escolar familiar hangar hogar lugar militar mar
   millar muladar nuclear par particular pesar pilar popular radar regular similar singular solar titular vulgar alquiler
   caracter mujer cualquier cualquiera super taller master poster reporter laser ayer primer tercer container transfer
   partner banner elixir faquir martir souvenir emir`.split(/\s+/),
);

function nounForms(word: string): readonly string[] {
  const cut = (length: number) => word.slice(0, -length);
  if (word.length < 3) return [];
  if (/ces$/.test(word)) return [`${cut(3)}z`, cut(1)];
  // "ingles", but also "clientes" and "ladrones": the forms that are no words do no harm.
  if (/es$/.test(word)) return [cut(1), cut(2), `${word}es`, `${word}a`, `${word}as`];
  if (/s$/.test(word)) return [cut(1)];
  if (/z$/.test(word)) return [`${cut(1)}ces`];
  if (masculine.has(word)) return [`${word}s`];
  if (/o$/.test(word)) return endingsOn(cut(1), 'os a as');
  if (/[aeiu]$/.test(word)) return [`${word}s`, `${word}es`];
  if (/(or|on|an|in)$/.test(word) && !/[cst]ion$/.test(word)) return endingsOn(word, 'es a as');
  // Words from elsewhere take a bare s: links, pix, chats.
  return [`${word}es`, `${word}s`];
}

/** Nouns whose feminine would be another common word. */
const masculine = new Set(
  `ano banco barco barro bolso cargo caso cuarto cuento libro lado marco medio minuto modo partido paso peso plano plato
   plazo puerto puesto punto ramo resto segundo tiempo tiro`.split(/\s+/),
);

function verbForms(verb: string): readonly string[] {
  const stem = verb.slice(0, -2);
  const more = participles[verb] ?? [];
  switch (verb.slice(-2)) {
    case 'ar':
      return [...endingsOn(stem, ar), ...beforeE(stem), ...stressed(stem, 'o as a an e es en'), ...more];
    case 'er':
      return [
        ...endingsOn(stem, er),
        ...beforeA(stem),
        ...yBetweenVowels(stem),
        ...stressed(stem, 'o es e en a as an'),
        ...more,
      ];
    default:
      return [
        ...endingsOn(stem, ir),
        ...beforeA(stem),
        ...yBetweenVowels(stem),
        ...weakened(stem),
        ...stressed(stem, 'o es e en a as an'),
        ...more,
      ];
  }
}

// Ordered by how usual they are in chats; without accents "pagué" is "pague" and "pagará" is "pagara".
const ar =
  'a o as e ando ado ada ados adas amos an aste aron en es emos aba aban abas abamos are ara aras aran aremos aria arian arias ase asen arlo arla arle arme arte arse arles alo ala ame ale amelo';
const er =
  'e o es i io iendo ido ida idos idas emos en iste ieron imos ia ian ias iamos ere era eras eran eremos eria erian a as an amos iera ieran iese erlo erla erle erme erte elo ela eme ele';
const ir =
  'e o es i io iendo ido ida idos idas imos en iste ieron ia ian ias ire ira iras iran iremos iria irian a as an amos iera ieran iese irlo irla irle irme irte elo ela eme ele';

/** Before e the sound of c, g and z is kept by writing: saque, pague, empiece. */
function beforeE(stem: string): readonly string[] {
  if (/[cgz]$/.test(stem)) return endingsOn(hardened(stem), 'e es en emos');
  return [];
}

function hardened(stem: string): string {
  if (stem.endsWith('c')) return `${stem.slice(0, -1)}qu`;
  return stem.endsWith('g') ? `${stem}u` : `${stem.slice(0, -1)}c`;
}

/** Before o and a the sound of c and g is kept by writing: conozco, venzo, protejo, sigo. */
function beforeA(stem: string): readonly string[] {
  const cut = stem.slice(0, -1);
  if (/[aeio]c$|duc$|luc$/.test(stem)) {
    const past = stem.endsWith('duc') ? endingsOn(`${cut}j`, 'e o iste eron imos era') : [];
    return [...endingsOn(`${cut}zc`, 'o a as an amos'), ...endingsOn(`${cut}z`, 'o a'), ...past];
  }
  if (stem.endsWith('c')) return endingsOn(`${cut}z`, 'o a as an amos');
  if (stem.endsWith('gu')) return endingsOn(cut, 'o a as an amos');
  if (stem.endsWith('g')) return endingsOn(`${cut}j`, 'o a as an amos');
  return [];
}

/** Leyó, incluye. */
function yBetweenVowels(stem: string): readonly string[] {
  if (!/[aeou]$/.test(stem) || /[gq]u$/.test(stem)) return [];
  return endingsOn(`${stem}y`, 'o eron endo e es en a as an amos era');
}

/** Under stress e becomes ie, o and the u of jugar ue: piensa, cuenta, juega. */
function stressed(stem: string, endings: string): readonly string[] {
  const last = /([eo])([^aeiou]+)$/.exec(stem) ?? /(u)(g)$/.exec(stem);
  if (last === null) return [];
  const changed = `${stem.slice(0, last.index)}${last[1] === 'e' ? 'ie' : 'ue'}${last[2]}`;
  return endings
    .split(' ')
    .map((ending) => (/^e/.test(ending) && /[cgz]$/.test(stem) ? hardened(changed) : changed) + ending);
}

/** Verbs in -ir weaken e to i and o to u: pide, siguió, durmió. */
function weakened(stem: string): readonly string[] {
  const last = /([eo])([^aeiou]+u?)$/.exec(stem);
  if (last === null) return [];
  const changed = `${stem.slice(0, last.index)}${last[1] === 'e' ? 'i' : 'u'}${last[2]}`;
  const hard = changed.endsWith('gu')
    ? changed.slice(0, -1)
    : changed.endsWith('g')
      ? `${changed.slice(0, -1)}j`
      : changed;
  return [...endingsOn(changed, 'e es en io ieron iendo iera'), ...endingsOn(hard, 'o a as an amos')];
}

const participles: Readonly<Record<string, readonly string[]>> = {
  abrir: ['abierto', 'abierta', 'abiertos', 'abiertas'],
  cubrir: ['cubierto', 'cubierta'],
  encubrir: ['encubierto', 'encubierta'],
  escribir: ['escrito', 'escrita', 'escritos', 'escritas'],
  imprimir: ['impreso', 'impresa'],
  morir: ['muerto', 'muerta', 'muertos', 'muertas'],
  resolver: ['resuelto', 'resuelta'],
  romper: ['roto', 'rota', 'rotos', 'rotas'],
  volver: ['vuelto', 'vuelta'],
  devolver: ['devuelto', 'devuelta', 'devueltos', 'devueltas'],
};

/** The forms of a verb that has its own, also of those made from it: "obtener" from "tener". */
function irregularVerb(word: string): readonly string[] | undefined {
  if (Object.hasOwn(irregular, word)) return (irregular[word] ?? '').split(' ');
  const base =
    /^(ob|man|con|re|de|sos|abs|entre|pro|com|dis|su|ex|im|o|inter|pre|des|contra|ben|mal|a|sobre|tras|rare|satis|sus)+(tener|poner|hacer|decir|traer|venir|ver|salir|caer|facer)$/.exec(
      word,
    )?.[2];
  if (base === undefined || word === 'atrever') return undefined;
  const prefix = word.slice(0, -base.length);
  return (irregular[base] ?? '').split(' ').map((form) => prefix + form);
}

// Left out: forms that are other words in nearly every message, such as "de" (dé), "se" (sé), "es", "e".
const irregular: Readonly<Record<string, string>> = {
  andar:
    'ando andas anda andamos andan anduve anduvo anduvieron andaba andaban andare andara andaran andaria ande andes anden anduviera andando andado',
  caer: 'caigo caes cae caemos caen cai cayo cayeron caia caian caera caeran caeria caiga caigan cayera cayendo caido caida caidos',
  dar: 'doy das da damos dan di diste dio dimos dieron daba dabas daban dare dara daras daran daremos daria darian des den demos diera dieran dando dado dada dados dadas darlo darla darle darme darte dame dale damelo dandole',
  decir:
    'digo dices dice decimos dicen dije dijiste dijo dijimos dijeron decia decian dire dira diras diran diremos diria dirian diga digas digan digamos dijera dijeran diciendo dicho dicha dichos dichas decirlo decirle decirme dime dile digame',
  estar:
    'estoy estas esta estamos estan estuve estuvo estuvimos estuvieron estaba estabas estaban estare estara estaran estaria este esten estuviera estuvieran estando estado toy',
  haber: 'he ha has hemos han hubo habia habian habra habran habria haya hayan hubiera hubieran habiendo habido hay',
  hacer:
    'hago haces hace hacemos hacen hice hiciste hizo hicimos hicieron hacia hacias hacian hare hara haras haran haremos haria harian haga hagas hagan hagamos hiciera hicieran haciendo hecho hecha hechos hechas haz hacerlo hacerla hacerle hacerme hazlo hazme hagame',
  facer: 'fago faces face facen fice fizo ficieron facia fara faria faga fagan faciendo fecho fecha',
  ir: 'voy vas va vamos van fui fuiste fue fuimos fueron iba ibas iban ire ira iras iran iremos iria irian vaya vayas vayan fuera fueran yendo ido',
  oir: 'oigo oyes oye oimos oyen oyo oyeron oia oian oira oiria oiga oigan oyera oyendo oido',
  poder:
    'puedo puedes puede podemos pueden pude pudiste pudo pudimos pudieron podia podias podian podre podra podras podran podremos podria podrian podrias pueda puedas puedan podamos pudiera pudieran pudiendo podido',
  poner:
    'pongo pones pone ponemos ponen puse pusiste puso pusimos pusieron ponia ponian pondre pondra pondras pondran pondria ponga pongas pongan pongamos pusiera pusieran poniendo puesto puesta puestos puestas pon ponerlo ponerla ponerle ponlo ponme ponle',
  querer:
    'quiero quieres quiere queremos quieren quise quisiste quiso quisieron queria querias querian querre querra querria quiera quieras quieran quisiera quisieran queriendo querido',
  saber:
    'sabes sabe sabemos saben supe supiste supo supimos supieron sabia sabias sabian sabre sabra sabras sabran sabria sepa sepas sepan supiera sabiendo sabido',
  salir:
    'salgo sales sale salimos salen sali salio salieron salia salian saldra saldran saldria salga salgan saliera saliendo salido',
  ser: 'soy eres somos son fui fue fuimos fueron era eras eran sere sera seran seria serian sea seas sean fuera fueran siendo sido',
  tener:
    'tengo tienes tiene tenemos tienen tuve tuviste tuvo tuvimos tuvieron tenia tenias tenian tendre tendra tendras tendran tendria tenga tengas tengan tengamos tuviera tuvieran teniendo tenido tenida ten tenerlo tenerla tenerme tenes',
  traer:
    'traigo traes trae traemos traen traje trajiste trajo trajeron traia traian traere traera traeran traeria traiga traigas traigan trajera trayendo traido traida traidos traidas traerlo traerme traeme traelo',
  valer:
    'valgo vales vale valemos valen valio valieron valia valian valdra valdria valga valgan valiera valiendo valido',
  venir:
    'vengo vienes viene venimos vienen vine viniste vino vinieron venia venian vendra vendran vendria venga vengas vengan viniera viniendo venido ven veni',
  ver: 'veo ves ve vemos ven vi viste vio vimos vieron veia veian vere vera veran veria vea veas vean viera viendo visto vista vistos vistas verlo verla verme',
};
