/** Hands out the certificate of an erasure, signed JSON or a page to print: recorded before the first byte. */
import type { Language, Records, Signer } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { certificateFileOf, readStatement } from './certificate.ts';
import { certificatePdf } from './certificate-pdf.ts';
import { findErasure } from './find.ts';

export interface ReadCertificate {
  readonly records: Pick<Records, 'get'>;
  readonly signer: Pick<Signer, 'publicKey'>;
  readonly audit: Audit;
}

/** `language`: of the page; the JSON has none. @throws Problem `not-found` if there is none (yet) or it is not theirs. */
export async function readCertificate(
  deps: ReadCertificate,
  authorized: Authorized<'erasure:list'>,
  input: { readonly id: string; readonly form: 'json' | 'pdf'; readonly language: Language },
): Promise<Buffer> {
  const { certificate, signature, id } = (await findErasure(deps, authorized, input.id)).doc;
  if (certificate === null || signature === null) {
    throw new Problem('not-found', 'This erasure has no certificate yet.');
  }
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'certificate-read',
    subject: id,
    detail: { form: input.form },
  });
  switch (input.form) {
    case 'json':
      return Buffer.from(certificateFileOf(deps, { certificate, signature }));
    case 'pdf':
      return certificatePdf(readStatement(certificate), signature, input.language);
    default:
      throw new TypeError(`No rule for ${String(input.form satisfies never)}`);
  }
}
