/** What lies in every export whatever it holds: the way to read it and the way to check it. */
import type { Signer } from '@atalaia/storage';
import type { Subject } from './subject.ts';
import { browserVerifier, terminalVerifier } from './verifier/bundle.ts';
import type { ZipFile } from './zip.ts';

/** The verifier with its page and the read-me; `signer`: whose public key and fingerprint they name. */
export async function* standingFiles(
  { texts, language }: Pick<Subject, 'texts' | 'language'>,
  signer: Signer,
): AsyncGenerator<ZipFile> {
  const parts = [
    texts.title,
    texts.lead,
    texts.files.map(([name, what]) => `  ${name}: ${what}`).join('\n'),
    `${texts.sections.proof}\n${texts.proof.map((line) => `  - ${line}`).join('\n')}`,
    `${texts.labels.fingerprint}: ${signer.fingerprint}`,
    `${texts.sections.notIn}\n${texts.notIn.map((line) => `  - ${line}`).join('\n')}`,
  ];
  yield { name: 'README.txt', text: `${parts.join('\n\n')}\n` };
  yield { name: 'public-key.pem', text: signer.publicKey };
  yield { name: 'verify.mjs', text: await terminalVerifier(texts.verifier) };
  yield { name: 'verify.html', text: await browserVerifier(texts.verifier, language) };
}
