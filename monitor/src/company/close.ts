/** Closes the account: a signed certificate is left, then every key is destroyed and all data removed. Nothing undoes it. */
import {
  auditEntries,
  conversations,
  messages,
  numbers,
  persons,
  placeOf,
  type Records,
  type Signer,
  type Vault,
} from '@atalaia/storage';
import type { z } from 'zod';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { readHeads } from '../audit/head.ts';
import { companyKey } from '../company-key.ts';
import { certificateFileOf } from '../erase/certificate.ts';
import { everyPage } from '../every-page.ts';
import { controllerOf } from '../number/capture-settings.ts';
import { Problem } from '../problem.ts';
import { type Closure, lastCompanyExport, type ReadClosure, readClosure } from './closure.ts';
import type { closureStatement } from './closure-certificate.ts';
import type { Premises } from './premises.ts';

export interface CloseAccount extends ReadClosure {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  readonly signer: Signer;
  readonly premises: Premises;
}

/**
 * `phrase`: a controller's name as it was set up; where none was, the key's fingerprint.
 * @throws Problem `bad-request` for another phrase; `not-ready` while something is missing
 */
export async function closeAccount(
  deps: CloseAccount,
  authorized: Authorized<'company:close'>,
  { phrase, reason }: { readonly phrase: string; readonly reason: string },
): Promise<Closure> {
  const { actor } = authorized;
  if (!(await phrases(deps)).has(plain(phrase))) {
    throw new Problem('bad-request', 'Type the name of the controller as it was set up.', { pointer: '/phrase' });
  }
  const { missing } = await readClosure(deps, authorized);
  if (missing.length > 0) {
    throw new Problem('not-ready', `The account cannot be closed yet: ${missing.join(', ')}.`);
  }
  const exported = await lastCompanyExport(deps);
  const place = placeOf(auditEntries, 'closure', 'sealedReason');
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'account-closed',
    subject: exported?.id ?? null,
    reason: (await companyKey(deps.vault)).seal(place, reason),
  });
  await deps.premises.close(await certificate(deps, exported?.sha256 ?? null));
  return { state: 'closed', missing: [] };
}

async function certificate(deps: CloseAccount, exported: string | null): Promise<string> {
  const all = async (counted: Promise<ReadonlyMap<string, number>>) => (await counted).get('all') ?? 0;
  const heads = await readHeads(deps.records);
  const said: z.infer<typeof closureStatement> = {
    format: 'atalaia-closure-certificate',
    version: 1,
    installation: deps.signer.fingerprint,
    closedAt: new Date(deps.clock()).toISOString(),
    numbers: await all(deps.records.count(numbers, { index: 'byCreation' })),
    persons: await all(deps.records.count(persons, { index: 'byCreation' })),
    conversations: await all(deps.records.count(conversations, { index: 'byNumber' })),
    messages: await all(deps.records.count(messages, { index: 'bySequence' })),
    exportSha256: exported,
    heads: [...heads].map(([chain, { sequence, hash }]) => ({ chain, sequence, hash })),
  };
  const text = canonicalJson(said);
  const signature = Buffer.from(deps.signer.sign(Buffer.from(text))).toString('base64');
  return certificateFileOf(deps, { certificate: text, signature });
}

async function phrases(deps: CloseAccount): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 100, ...after }));
  for await (const { doc } of every) {
    const { name } = await controllerOf(deps.vault, doc);
    if (name !== null) names.add(plain(name));
  }
  return names.size > 0 ? names : new Set([deps.signer.fingerprint]);
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
