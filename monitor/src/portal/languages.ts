/** Which language a page is answered in. */
import type { Language } from '@atalaia/storage';
import type { Request } from 'express';
import { offered } from './texts/texts.ts';

export function languageNamed(name: unknown): Language | undefined {
  return offered.find((language) => language === name);
}

/** The one that the address names, else the one the browser asks for. */
export function languageOf(request: Pick<Request, 'query' | 'path' | 'acceptsLanguages'>): Language {
  const named = languageNamed(request.query['lang']) ?? languageNamed(request.path.split('/')[2]);
  if (named !== undefined) return named;
  const asked = request.acceptsLanguages('pt', ...offered);
  return asked === 'pt' ? 'pt-BR' : (languageNamed(asked) ?? 'pt-BR');
}
