/** The certificate of an erasure: what went, what stays and by which article, signed by the installation. It names nobody. */
import { type Erasure, fingerprintOf, isSignedBy, type RightsPolicy, type Signer } from '@atalaia/storage';
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { closureStatement } from '../company/closure-certificate.ts';
import { subjectOf } from '../scope/subject.ts';
import type { ScopeCounts } from './count.ts';

/** What stays, each with its ground in law: a code of the product, its article in the texts. */
export const grounds = {
  /** LGPD art. 16 I, art. 7 VI; GDPR art. 17 (3) e. */
  evidence: 'exercise-of-rights',
  /** LGPD art. 12, art. 16 IV; GDPR recital 26. */
  alerts: 'anonymous',
  /** LGPD art. 6 X, art. 37; GDPR art. 5 (2), art. 17 (3) b. */
  auditEntries: 'accountability',
  /** LGPD art. 18 (their own data); GDPR art. 17: the words are somebody else's. */
  mentions: 'others-rights',
  /** LGPD art. 18 § 2; GDPR art. 21: keyed hashes, by which an objection or erasure is honoured from now on. */
  marks: 'keep-out',
  /** Copies in earlier backups whose keys were not destroyed: they end with those backups. */
  backups: 'until-deleted',
} as const;

const count = z.int().min(0);
const statement = z.strictObject({
  format: z.literal('atalaia-erasure-certificate'),
  version: z.literal(1),
  /** SHA-256 of the public key of the installation (its DER form), 64 hex digits. */
  installation: z.string().regex(/^[0-9a-f]{64}$/),
  erasure: z.string(),
  scope: z.strictObject({
    kind: z.enum(['person', 'message', 'file', 'conversation', 'number', 'period']),
    id: z.string(),
  }),
  mode: z.enum(['erase', 'anonymise']),
  law: z.enum(['lgpd', 'gdpr']),
  objected: z.boolean(),
  /** Person documents whose keys are destroyed; 0 where a part was erased. */
  persons: count,
  /** UTC, ISO 8601. */
  confirmedAt: z.iso.datetime(),
  issuedAt: z.iso.datetime(),
  goes: z.record(z.string(), count),
  stays: z.array(z.strictObject({ what: z.string(), count: count.nullable(), ground: z.string() })),
});
export type CertificateStatement = z.infer<typeof statement>;

/** The file as it is handed out: the statement, its Ed25519 signature (base64) over the canonical JSON, the public key in PEM. */
const certificateFile = z.strictObject({
  certificate: z.discriminatedUnion('format', [statement, closureStatement]),
  signature: z.base64(),
  publicKey: z.string(),
});

/** The statement's canonical JSON and its signature. `issuedAt`: milliseconds since the epoch. `marks`: identifiers kept as keyed hashes. */
export function makeCertificate(
  { signer }: { readonly signer: Pick<Signer, 'sign' | 'fingerprint'> },
  erasure: Erasure,
  known: {
    readonly counts: ScopeCounts;
    readonly marks: number;
    /** Some of what goes is sealed under keys that stay: copies of it in earlier backups open. */
    readonly othersKeys: boolean;
    readonly law: RightsPolicy['law'];
    readonly issuedAt: number;
  },
): { readonly certificate: string; readonly signature: string } {
  const { id, scope, mode, objected, whole, confirmedAt } = erasure;
  const said: CertificateStatement = {
    format: 'atalaia-erasure-certificate',
    version: 1,
    installation: signer.fingerprint,
    erasure: id,
    scope: { kind: scope.kind, id: subjectOf(scope) },
    mode,
    law: known.law,
    objected,
    persons: whole.length,
    confirmedAt: new Date(confirmedAt).toISOString(),
    issuedAt: new Date(known.issuedAt).toISOString(),
    goes: { ...known.counts.goes },
    stays: staying(known),
  };
  return signStatement({ signer }, said);
}

/** Its canonical JSON and the signature over it. */
export function signStatement(
  { signer }: { readonly signer: Pick<Signer, 'sign'> },
  said: CertificateStatement,
): { readonly certificate: string; readonly signature: string } {
  const certificate = canonicalJson(said);
  return { certificate, signature: Buffer.from(signer.sign(Buffer.from(certificate))).toString('base64') };
}

function staying({
  counts,
  marks,
  othersKeys,
}: {
  readonly counts: ScopeCounts;
  readonly marks: number;
  readonly othersKeys: boolean;
}): CertificateStatement['stays'] {
  const { evidence, alerts, auditEntries, mentions } = counts.stays;
  const numbered = { evidence, alerts, auditEntries, mentions, marks };
  const kept = Object.entries(numbered)
    .filter(([, many]) => many > 0)
    .map(([what, many]) => ({ what, count: many, ground: grounds[what as keyof typeof numbered] }));
  return othersKeys ? [...kept, { what: 'backups', count: null, ground: grounds.backups }] : kept;
}

/** The file that is handed out. */
export function certificateFileOf(
  { signer }: { readonly signer: Pick<Signer, 'publicKey'> },
  { certificate, signature }: { readonly certificate: string; readonly signature: string },
): string {
  return fileOf(certificate, signature, signer.publicKey);
}

function fileOf(canonical: string, signature: string, publicKey: string): string {
  return `${JSON.stringify({ certificate: JSON.parse(canonical), signature, publicKey }, null, 2)}\n`;
}

/**
 * What a certificate file proves, of an erasure or of a closed account. `fingerprint`: of the installation it should come from, received by another way;
 * without it the certificate is at most consistent: whoever holds another key could have made it.
 */
export function checkCertificate(
  file: string,
  fingerprint?: string,
): { readonly kind: 'proved' | 'consistent' | 'changed' | 'other-installation' | 'no-certificate' } {
  const read = certificateFile.safeParse(parsed(file));
  if (!read.success) return { kind: 'no-certificate' };
  const { certificate, signature, publicKey } = read.data;
  const canonical = canonicalJson(certificate);
  // Not one byte may say something else to a reader than to this check: keys written twice, for one.
  if (file !== fileOf(canonical, signature, publicKey)) return { kind: 'changed' };
  const bytes = Buffer.from(canonical);
  if (!isSignedBy(publicKey, bytes, Buffer.from(signature, 'base64'))) return { kind: 'changed' };
  if (fingerprintOf(publicKey) !== certificate.installation) return { kind: 'changed' };
  if (fingerprint === undefined) return { kind: 'consistent' };
  return { kind: fingerprint === certificate.installation ? 'proved' : 'other-installation' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is kept of a made certificate, read back. @throws if it is none: a mistake in the program */
export function readStatement(certificate: string): CertificateStatement {
  return statement.parse(JSON.parse(certificate));
}
