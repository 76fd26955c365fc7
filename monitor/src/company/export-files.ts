/** The whole company's data as files: what programs elsewhere can go on with. Read one after the other, never all at once. */
import {
  acknowledgements,
  alertBudgets,
  alerts,
  auditEntries,
  calendars,
  checkpoints,
  companyRules,
  consents,
  conversations,
  corrections,
  doubts,
  erasures,
  evidence,
  gaps,
  hits,
  holds,
  imports,
  type Language,
  leaves,
  ledgers,
  type Media,
  messages,
  notices,
  numbers,
  persons,
  type Records,
  requests,
  retentions,
  rightsPolicies,
  roster,
  SealBroken,
  type Signer,
  systemAlerts,
  terms,
  users,
  type Vault,
  withheld,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { exportedPath } from '../export/file-name.ts';
import { openExportedFile } from '../export/files.ts';
import { standingFiles } from '../export/standing-files.ts';
import { exportTexts } from '../export/texts/texts.ts';
import type { ZipFile } from '../export/zip.ts';
import { documentFiles, lineOf } from './documents.ts';

export interface WriteCompany {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'open'>;
  readonly media: Pick<Media, 'openFile'>;
  readonly signer: Signer;
}

/**
 * Every collection but keyed hashes of identifiers, sessions and one-time links, what follows from others (search,
 * progress) and what is a copy of data (staged exports). `tell` hears how many messages are written and may end it by
 * throwing.
 */
export async function* companyFiles(
  deps: WriteCompany,
  language: Language,
  tell: (done: number) => Promise<void>,
): AsyncGenerator<ZipFile> {
  let done = 0;
  const count = async (more: number) => {
    done += more;
    await tell(done);
  };
  yield* documentFiles(deps, messages, count);
  yield* keptFiles(deps);
  yield* documentFiles(deps, numbers);
  yield* documentFiles(deps, persons);
  yield* documentFiles(deps, conversations);
  yield* documentFiles(deps, consents);
  yield* documentFiles(deps, notices);
  yield* documentFiles(deps, doubts);
  yield* documentFiles(deps, roster);
  yield* documentFiles(deps, acknowledgements);
  yield* documentFiles(deps, requests);
  yield* documentFiles(deps, corrections);
  yield* documentFiles(deps, holds);
  yield* documentFiles(deps, erasures);
  yield* documentFiles(deps, leaves);
  yield* documentFiles(deps, evidence);
  yield* documentFiles(deps, alerts);
  yield* documentFiles(deps, hits);
  yield* documentFiles(deps, systemAlerts);
  yield* documentFiles(deps, imports);
  yield* documentFiles(deps, ledgers);
  yield* documentFiles(deps, withheld);
  yield* documentFiles(deps, gaps);
  yield* documentFiles(deps, terms);
  yield* documentFiles(deps, companyRules);
  yield* documentFiles(deps, users);
  yield* documentFiles(deps, auditEntries);
  yield* documentFiles(deps, checkpoints);
  yield await settings(deps);
  const texts = exportTexts(language);
  yield* standingFiles({ texts: { ...texts, ...texts.ofCompany }, language }, deps.signer);
}

/** Single documents: hours, retention and policies. */
async function settings(deps: WriteCompany): Promise<ZipFile> {
  const lines: string[] = [];
  const budget = await deps.records.get(alertBudgets, 'company');
  if (budget) lines.push(await lineOf(deps, alertBudgets, budget.doc));
  const policy = await deps.records.get(rightsPolicies, 'company');
  if (policy) lines.push(await lineOf(deps, rightsPolicies, policy.doc));
  const company = await deps.records.get(retentions, 'company');
  if (company) lines.push(await lineOf(deps, retentions, company.doc));
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 100, ...after }));
  for await (const { doc } of every) {
    const kept = await deps.records.get(retentions, doc.id);
    if (kept) lines.push(await lineOf(deps, retentions, kept.doc));
    const hours = await deps.records.get(calendars, doc.id);
    if (hours) lines.push(await lineOf(deps, calendars, hours.doc));
  }
  return { name: 'settings.jsonl', text: lines.join('') };
}

/** Every kept file, by the id of its message. What was damaged on disk is left out. */
async function* keptFiles(deps: WriteCompany): AsyncGenerator<ZipFile> {
  const every = everyPage((after) => deps.records.find(messages, { index: 'bySequence', limit: 200, ...after }));
  for await (const { doc } of every) {
    if (!doc.media) continue;
    const file = { path: exportedPath(0, doc.id, null, doc.media.type), row: doc };
    const opened = await openExportedFile(deps, file).catch(unlessBroken);
    if (opened) yield { name: opened.name, bytes: asFarAsWhole(opened.bytes) };
  }
}

async function* asFarAsWhole(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    unlessBroken(error);
  }
}

function unlessBroken(error: unknown): undefined {
  if (!(error instanceof SealBroken)) throw error;
}
