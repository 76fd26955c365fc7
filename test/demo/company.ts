/** The invented company of the demo: its numbers, its agents, and the people who run the monitoring. No number here can be anybody's. */
import type { Language } from '@atalaia/storage';

export type Desk = 'sales' | 'support' | 'collections';

export interface CompanyNumber {
  readonly desk: Desk;
  /** Digits with country code. Brazilian mobile numbers that begin with 90000 are given to nobody. */
  readonly phone: string;
  readonly label: string;
  /** Who answers there, from the day (counted back from today) to the day; `device` 0 is the phone. */
  readonly agents: readonly {
    readonly name: string;
    readonly device: number | null;
    readonly from: number;
    readonly to: number | null;
  }[];
}

/** How many days of history the archive begins with. */
export const historyDays = 90;

export const company = {
  name: 'Casa Araçari Móveis e Crédito Ltda.',
  dpoContact: 'encarregada@casa-aracari.example',
  policyAddress: 'https://casa-aracari.example/privacidade',
} as const;

export const companyNumbers: readonly CompanyNumber[] = [
  {
    desk: 'sales',
    phone: '5511900000011',
    label: 'Vendas',
    agents: [
      { name: 'Camila Duarte', device: 0, from: historyDays, to: null },
      { name: 'Diego Farias', device: 3, from: historyDays, to: null },
    ],
  },
  {
    desk: 'support',
    phone: '5511900000012',
    label: 'Suporte',
    // One after the other: whose words they are follows from the day.
    agents: [
      { name: 'Renata Pires', device: null, from: historyDays, to: 30 },
      { name: 'Joel Amaral', device: null, from: 30, to: null },
    ],
  },
  {
    desk: 'collections',
    phone: '5511900000013',
    label: 'Cobrança',
    // Two share one phone: which of them wrote is not known, and never guessed.
    agents: [
      { name: 'Paulo Siqueira', device: null, from: historyDays, to: null },
      { name: 'Íris Valente', device: null, from: historyDays, to: null },
    ],
  },
];

/** The company's own people, with accounts of their own; visitors are invited beside them. */
export const staff = {
  administrator: { name: 'Helena Prado', email: 'helena.prado@casa-aracari.example', roles: ['administrator'] },
  dpo: { name: 'Beatriz Lacerda', email: 'beatriz.lacerda@casa-aracari.example', roles: ['manager', 'dpo'] },
  manager: { name: 'Marcos Teles', email: 'marcos.teles@casa-aracari.example', roles: ['manager'] },
} as const;
export type StaffMember = keyof typeof staff;

/** Joins the sales desk during the demo, once somebody has opened the acknowledgement link. */
export const newAgent = 'Nina Rocha';

/** Whom the one-time links are for. */
export const visitors = [
  { as: 'administrator', email: 'visita.administracao@casa-aracari.example', roles: ['administrator'] },
  { as: 'manager-dpo', email: 'visita.gestao@casa-aracari.example', roles: ['manager', 'dpo'] },
  { as: 'auditor', email: 'visita.auditoria@casa-aracari.example', roles: ['auditor'] },
] as const;
export type VisitorRole = (typeof visitors)[number]['as'];

export interface Contact {
  readonly name: string;
  readonly phone: string;
  /** User part. */
  readonly lid: string;
  readonly language: Language;
  readonly desk: Desk;
  /** `new`: writes for the first time during the demo. `private`: an agent's family, marked so. */
  readonly known: 'long' | 'new' | 'private';
}

/** The number lies where no real one does: 90000 in Brazil, 555-01 in the United States, 0000 in Mexico City. */
function contact(
  index: number,
  name: string,
  language: Language,
  desk: Desk,
  known: Contact['known'] = 'long',
): Contact {
  const two = String(index).padStart(2, '0');
  const phone = { 'pt-BR': `55119000001${two}`, en: `120255501${two}`, es: `5255000001${two}` }[language];
  return { name, phone, lid: `9000000000${two}`, language, desk, known };
}

export const contacts: readonly Contact[] = [
  contact(1, 'Luzia Pitanga', 'pt-BR', 'sales'),
  contact(2, 'Otávio Varela', 'pt-BR', 'sales'),
  contact(3, 'Jandira Quaresma', 'pt-BR', 'sales'),
  contact(4, 'Tomé Bastos', 'pt-BR', 'sales'),
  contact(5, 'Rosângela do Carmo', 'pt-BR', 'sales'),
  contact(6, 'Caetano Itaboraí', 'pt-BR', 'sales'),
  contact(7, 'Marlene Fontoura', 'pt-BR', 'sales'),
  contact(8, 'Benedito Sampaio', 'pt-BR', 'sales'),
  contact(9, 'Iara Montenegro', 'pt-BR', 'sales', 'new'),
  contact(10, 'Ubirajara Leme', 'pt-BR', 'sales', 'new'),
  contact(11, 'Winifred Amberley', 'en', 'sales'),
  contact(12, 'Rufus Thistlewood', 'en', 'sales'),
  contact(13, 'Remedios Olmedo', 'es', 'sales'),
  contact(14, 'Leandro Iturralde', 'es', 'sales'),
  contact(15, 'Dona Célia', 'pt-BR', 'sales', 'private'),
  contact(16, 'Aparecida Nunes', 'pt-BR', 'support'),
  contact(17, 'Gilberto Pacheco', 'pt-BR', 'support'),
  contact(18, 'Solange Brandão', 'pt-BR', 'support'),
  contact(19, 'Nivaldo Teixeira', 'pt-BR', 'support'),
  contact(20, 'Ivone Carvalhal', 'pt-BR', 'support'),
  contact(21, 'Edmundo Rangel', 'pt-BR', 'support'),
  contact(22, 'Zuleica Prates', 'pt-BR', 'support'),
  contact(23, 'Anselmo Guedes', 'pt-BR', 'support'),
  contact(24, 'Hattie Winterbourne', 'en', 'support'),
  contact(25, 'Clement Pockett', 'en', 'support'),
  contact(26, 'Inmaculada Solana', 'es', 'support'),
  contact(27, 'Fermín Bermejo', 'es', 'support', 'new'),
  contact(28, 'Percival Greave', 'en', 'support', 'new'),
  contact(29, 'Neide Albuquerque', 'pt-BR', 'collections'),
  contact(30, 'Josué Medrado', 'pt-BR', 'collections'),
  contact(31, 'Creusa Vilela', 'pt-BR', 'collections'),
  contact(32, 'Wanderley Torres', 'pt-BR', 'collections'),
  contact(33, 'Ondina Sales', 'pt-BR', 'collections'),
  contact(34, 'Raimundo Cortez', 'pt-BR', 'collections'),
  contact(35, 'Dulce Peçanha', 'pt-BR', 'collections'),
  contact(36, 'Valdir Espíndola', 'pt-BR', 'collections'),
  contact(37, 'Consuelo Carrasquilla', 'es', 'collections'),
  contact(38, 'Maud Sallow', 'en', 'collections'),
  contact(39, 'Amparo Peñalver', 'es', 'collections'),
  contact(40, 'Salete Moura', 'pt-BR', 'collections', 'new'),
];
