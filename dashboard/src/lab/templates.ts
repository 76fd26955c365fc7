/** Rules to begin with, one for each way of finding something; each is whole and passes its own examples. */
import type { Language } from '../i18n/texts.ts';

export const templates = ['words', 'distance', 'pattern', 'conduct'] as const;
export type Template = (typeof templates)[number];

/** The words that a template begins with, as people of that language write. */
interface Words {
  readonly thing: string;
  readonly match: string;
  readonly pass: string;
  readonly ask: string;
  readonly aside: string;
  readonly not: string;
  readonly matchNear: string;
  readonly passNear: string;
  readonly passNot: string;
  readonly order: string;
  readonly question: string;
  readonly answer: string;
}

const words: Readonly<Record<Language, Words>> = {
  'pt-BR': {
    thing: 'projeto falcão',
    match: 'já fechou o projeto falcao?',
    pass: 'o projeto da casa ficou bom',
    ask: 'comissão~',
    aside: 'por fora',
    not: 'não',
    matchNear: 'a comissao a gente acerta por fora',
    passNear: 'a comissão é paga pela empresa',
    passNot: 'não pago comissão por fora',
    order: 'pedido',
    question: 'qual o valor do frete?',
    answer: 'são dez reais',
  },
  en: {
    thing: 'project falcon',
    match: 'is project falcon done yet?',
    pass: 'the house project looks good',
    ask: 'commission~',
    aside: 'off the books',
    not: 'never',
    matchNear: 'we settle the commission off the books',
    passNear: 'the company pays the commission',
    passNot: 'never a commission off the books',
    order: 'order',
    question: 'how much is shipping?',
    answer: 'ten dollars',
  },
  es: {
    thing: 'proyecto halcón',
    match: 'ya cerró el proyecto halcon?',
    pass: 'el proyecto de la casa quedó bien',
    ask: 'comisión~',
    aside: 'por fuera',
    not: 'nunca',
    matchNear: 'la comision la arreglamos por fuera',
    passNear: 'la comisión la paga la empresa',
    passNot: 'nunca una comisión por fuera',
    order: 'pedido',
    question: 'cuánto cuesta el envío?',
    answer: 'diez pesos',
  },
};

export function templateOf(template: Template, language: Language): string {
  const said = words[language];
  switch (template) {
    case 'words':
      return `${head('lexicon')}terms:
  - ${said.thing}
examples:
  match:
    - ${said.match}
  pass:
    - ${said.pass}
`;
    case 'distance':
      return `${head('lexicon')}terms:
  - ${said.ask}
near:
  terms: [${said.aside}]
  within: 6
unless:
  terms: [${said.not}]
  within: 3
examples:
  match:
    - ${said.matchNear}
  pass:
    - ${said.passNear}
    - ${said.passNot}
`;
    case 'pattern':
      return `${head('pattern')}patterns:
  - '\\b${said.order} [0-9]{6}\\b'
examples:
  match:
    - ${said.order} 123456
  pass:
    - ${said.order} 12
`;
    case 'conduct':
      return `${head('conduct')}when:
  kind: no-answer
  minutes: 120
examples:
  match:
    - |
      Mon 10:00 contact: ${said.question}
      12:00 tick
  pass:
    - |
      Mon 10:00 contact: ${said.question}
      10:40 agent: ${said.answer}
      18:00 tick
`;
    default:
      return template satisfies never;
  }
}

function head(kind: 'lexicon' | 'pattern' | 'conduct'): string {
  return `id: my-rule
kind: ${kind}
severity: medium
effect: alert
title:
  pt-BR: Minha regra
  en: My rule
  es: Mi regla
why:
  pt-BR: Por que a empresa observa isto
  en: Why the company looks at this
  es: Por qué la empresa observa esto
`;
}
