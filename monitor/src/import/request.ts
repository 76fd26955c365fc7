/** What the importer stated, kept sealed under the company key until the import ends. */
import { type ImportId, imports, placeOf, type Sealed, type Vault } from '@atalaia/storage';
import { z } from 'zod';
import { companyKey } from '../company-key.ts';

const requestSchema = z.object({
  fileName: z.string(),
  /** E.164. */
  contact: z.string().optional(),
  /** As in the file. */
  agent: z.string().optional(),
  /** IANA name; the number's own zone without it. */
  zone: z.string().optional(),
  /** The staged upload: its sealed file key in base64 and its size in bytes. */
  staged: z.object({ fileKey: z.string(), size: z.int().min(0) }).optional(),
});
export type ImportRequest = z.infer<typeof requestSchema>;

export async function sealRequest(vault: Vault, id: ImportId, request: ImportRequest): Promise<Sealed> {
  return (await companyKey(vault)).seal(place(id), JSON.stringify(request));
}

/** @throws if it was dropped: it is there until the import ends. */
export async function openRequest(vault: Vault, id: ImportId, sealed: Sealed | undefined): Promise<ImportRequest> {
  const text = sealed && (await vault.openText(place(id), sealed));
  if (text === undefined) throw new Error(`The request of import ${id} is gone`);
  return requestSchema.parse(JSON.parse(text));
}

function place(id: ImportId) {
  return placeOf(imports, id, 'sealedRequest');
}
