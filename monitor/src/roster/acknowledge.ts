/** An agent reads the monitoring policy and says so: with a one-time link, without an account. Never a consent. */
import {
  type Acknowledgement,
  acknowledgements,
  type BlindIndexer,
  type Clock,
  type Feed,
  type Language,
  type MonitoredNumber,
  numbers,
  placeOf,
  type Records,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import { z } from 'zod';
import { linkSpent } from '../access/link.ts';
import type { Audit } from '../audit/audit.ts';
import { controllerOf, type PolicyTexts } from '../number/capture-settings.ts';
import { numberView } from '../number/view.ts';
import { acknowledgementId } from './ask.ts';
import { hashOfPolicy } from './policy.ts';

export interface OpenAcknowledgement {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

export interface ShownPolicy {
  readonly controller: string | null;
  /** The number's label, else its phone. */
  readonly number: string;
  readonly language: Language;
  readonly policy: PolicyTexts;
  readonly expiresAt: number;
}

const policySchema = z.object({ 'pt-BR': z.string(), en: z.string(), es: z.string() });

/** What the agent is shown; may be opened again until it is acknowledged. @throws Problem `link-spent` */
export async function openAcknowledgement(deps: OpenAcknowledgement, secret: string): Promise<ShownPolicy> {
  const { doc: asked } = await findAsked(deps, secret);
  const number = await numberOf(deps, asked);
  const { label, phone } = await numberView(deps, number);
  return {
    controller: (await controllerOf(deps.vault, number)).name,
    number: label ?? phone,
    language: asked.language,
    policy: await policyIn(deps.vault, asked),
    expiresAt: asked.expiresAt,
  };
}

export interface AcknowledgePolicy extends OpenAcknowledgement {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
}

/** Works once. `language` is the one that was read; its text is what counts. @throws Problem `link-spent` */
export async function acknowledgePolicy(
  deps: AcknowledgePolicy,
  { secret, language }: { readonly secret: string; readonly language: Language },
): Promise<{ readonly at: number; readonly policy: string }> {
  const asked = await findAsked(deps, secret);
  const policy = hashOfPolicy((await policyIn(deps.vault, asked.doc))[language]);
  const at = deps.clock();
  // The agent has no account: the link was handed to them by name, and only its holder can do this.
  await deps.audit.record({
    chain: asked.doc.number,
    actor: { kind: 'system' },
    act: 'policy-acknowledged',
    subject: asked.doc.agent,
    detail: { language, policy },
  });
  const given: Acknowledgement = { ...asked.doc, language, policy, acknowledgedAt: at };
  if ((await deps.records.replace(acknowledgements, asked.version, given)) !== 'replaced') throw linkSpent();
  deps.feed.publish({ kind: 'number-changed', id: given.number, number: given.number });
  return { at, policy };
}

/** @throws Problem `link-spent` if it was used, expired, replaced or never made: which one is not told */
async function findAsked(deps: OpenAcknowledgement, secret: string): Promise<Versioned<Acknowledgement>> {
  const asked = await deps.records.get(acknowledgements, acknowledgementId(deps.blind, secret));
  if (!asked || asked.doc.acknowledgedAt !== null || deps.clock() >= asked.doc.expiresAt) throw linkSpent();
  return asked;
}

async function numberOf(deps: OpenAcknowledgement, asked: Acknowledgement): Promise<MonitoredNumber> {
  const number = await deps.records.get(numbers, asked.number);
  if (!number) throw linkSpent();
  return number.doc;
}

async function policyIn(vault: Pick<Vault, 'openText'>, asked: Acknowledgement): Promise<PolicyTexts> {
  const text = await vault.openText(placeOf(acknowledgements, asked.id, 'sealedPolicy'), asked.sealedPolicy);
  if (text === undefined) throw linkSpent();
  return policySchema.parse(JSON.parse(text));
}
