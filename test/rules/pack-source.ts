/** A small pack as YAML, for tests that change one thing in it. */
export function packSource(
  change: { readonly rules?: string; readonly head?: string; readonly id?: string } = {},
): string {
  return `id: ${change.id ?? 'house'}
version: '1'
language: pt-BR
active: true
${change.head ?? ''}title: { pt-BR: Casa, en: House, es: Casa }
rules:
${change.rules ?? lexiconRule()}`;
}

export function lexiconRule(
  change: { readonly id?: string; readonly terms?: string; readonly extra?: string } = {},
): string {
  return rule(
    change.id ?? 'kickback',
    `kind: lexicon\n    terms: ${change.terms ?? '[propina, "por fora"]'}`,
    change.extra,
  );
}

export function patternRule(pattern: string, extra?: string): string {
  return rule('pattern', `kind: pattern\n    patterns: [${JSON.stringify(pattern)}]`, extra);
}

export function entityRule(entity: string): string {
  return rule(entity, `kind: entity\n    entity: ${entity}`);
}

function rule(id: string, what: string, extra = ''): string {
  return `  - id: ${id}
    ${what}
    severity: high
    effect: alert
    title: { pt-BR: Falou em propina, en: Spoke of a kickback, es: Habló de soborno }
    why: { pt-BR: Proibido, en: Forbidden, es: Prohibido }
    examples: { match: [propina], pass: [bom dia] }
${extra}`;
}
