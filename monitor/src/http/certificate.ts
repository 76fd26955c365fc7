/** Certificates of erasures to keep or print: GET /api/erasures/{id}/certificate.json and .pdf. */
import type { Language } from '@atalaia/storage';
import { type RequestHandler, Router } from 'express';
import { authorize } from '../access/permissions.ts';
import { idView, languageView } from '../api/views.ts';
import { type ReadCertificate, readCertificate } from '../erase/read-certificate.ts';
import { Problem } from '../problem.ts';
import { actorOf } from './request-context.ts';

const types = { json: 'application/json', pdf: 'application/pdf' } as const;

/** `?language=` of the page: pt-BR, en or es; pt-BR unless said. */
export function certificateRoute(deps: ReadCertificate): Router {
  const router = Router();
  router.get('/api/erasures/:id/certificate.json', serveCertificate(deps, 'json'));
  router.get('/api/erasures/:id/certificate.pdf', serveCertificate(deps, 'pdf'));
  return router;
}

function serveCertificate(deps: ReadCertificate, form: 'json' | 'pdf'): RequestHandler {
  return async (request, response) => {
    const authorized = authorize(actorOf(response), 'erasure:list');
    const id = idView.safeParse(request.params['id']);
    if (!id.success) throw new Problem('not-found', 'There is nothing here that you may see.');
    const language = languageOf(request.url);
    const bytes = await readCertificate(deps, authorized, { id: id.data, form, language });
    response
      .set({
        'Content-Type': types[form],
        'Content-Disposition': `attachment; filename="certificate-${id.data}.${form}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      })
      .send(bytes);
  };
}

function languageOf(url: string): Language {
  const asked = new URL(url, 'http://localhost').searchParams.get('language');
  return languageView.catch('pt-BR').parse(asked);
}
