/** The description of the whole interface, generated from the contract. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { RequestHandler } from 'express';
import { contract, problemCodes } from '../api/index.ts';

export function openApi(): RequestHandler {
  let description: Promise<unknown> | undefined;
  return async (_request, response) => {
    description ??= describe();
    response.json(await description);
  };
}

function describe(): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: {
      title: 'Atalaia',
      version: '0.1.0',
      description:
        `Errors are RFC 9457 problem documents (application/problem+json) with a stable \`code\`: ${Object.keys(problemCodes).join(', ')}. ` +
        'Sign in at POST /session; requests that change something need the Origin header of this installation.',
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'atalaia' } } },
  });
}
