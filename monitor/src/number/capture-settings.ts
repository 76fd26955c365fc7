/** What a number is set up with, and its sealed parts: who answers for the data, and which groups may be captured. */
import {
  type CaptureSettings,
  type ConversationId,
  id,
  type Language,
  type MonitoredNumber,
  numbers,
  placeOf,
  type SealedField,
  type Vault,
} from '@atalaia/storage';
import { z } from 'zod';
import { companyKey } from '../company-key.ts';

/** A number that somebody began to set up for capture. Nothing is decided yet, so nothing may be captured. */
export const unsetCapture: CaptureSettings = {
  mode: null,
  notifiedBy: 'delivered',
  purposes: [],
  retentionMonths: null,
  dutyManager: null,
  renewAfterMonths: null,
  groups: [],
  riskReadAt: null,
  riskReadBy: null,
  testedAt: null,
  armedAt: null,
};

const policyTexts = z.object({ 'pt-BR': z.string(), en: z.string(), es: z.string() });
const controllerSchema = z.object({
  /** Name of the company that controls the data (LGPD art. 5 VI). */
  name: z.string().nullable(),
  /** How the DPO is reached: e-mail, phone or address (LGPD art. 41 §1). */
  dpoContact: z.string().nullable(),
  /** Where the whole privacy policy stands. */
  policyAddress: z.string().nullable(),
  /** What agents acknowledge, by language; null = the built-in text. */
  agentPolicy: policyTexts.nullable(),
});
export type Controller = z.infer<typeof controllerSchema>;
export const unknownController: Controller = {
  name: null,
  dpoContact: null,
  policyAddress: null,
  agentPolicy: null,
};

/** A group that may be captured. The JID is WhatsApp's name for it. */
export interface AllowedGroup {
  readonly conversation: ConversationId;
  readonly jid: string;
  readonly subject: string;
}
const groupsSchema = z.array(z.object({ conversation: id<ConversationId>(), jid: z.string(), subject: z.string() }));

type OpenVault = Pick<Vault, 'openText'>;

export async function controllerOf(vault: OpenVault, number: MonitoredNumber): Promise<Controller> {
  const text = await opened(vault, number, 'sealedController');
  return text === undefined ? unknownController : controllerSchema.parse(JSON.parse(text));
}

export async function allowedGroupsOf(vault: OpenVault, number: MonitoredNumber): Promise<readonly AllowedGroup[]> {
  const text = await opened(vault, number, 'sealedGroups');
  return text === undefined ? [] : groupsSchema.parse(JSON.parse(text));
}

/** The number's phone in E.164. @throws if the company key was destroyed */
export async function phoneOfNumber(vault: OpenVault, number: MonitoredNumber): Promise<string> {
  const phone = await opened(vault, number, 'sealedPhone');
  if (phone === undefined) throw new Error('The company key is gone from the key store.');
  return phone;
}

/** The number with these sealed under the company key. */
export async function withController(
  vault: Pick<Vault, 'keyOf'>,
  number: MonitoredNumber,
  controller: Controller,
): Promise<MonitoredNumber> {
  const key = await companyKey(vault);
  const place = placeOf(numbers, number.id, 'sealedController');
  return { ...number, sealedController: key.seal(place, JSON.stringify(controller)) };
}

/** The number with these groups allowed, and no others. */
export async function withGroups(
  vault: Pick<Vault, 'keyOf'>,
  number: MonitoredNumber,
  groups: readonly AllowedGroup[],
): Promise<MonitoredNumber> {
  const key = await companyKey(vault);
  const sealed = key.seal(placeOf(numbers, number.id, 'sealedGroups'), JSON.stringify(groups));
  const capture = { ...(number.capture ?? unsetCapture), groups: groups.map(({ conversation }) => conversation) };
  return { ...number, capture, sealedGroups: sealed };
}

async function opened(
  vault: OpenVault,
  number: MonitoredNumber,
  field: SealedField<MonitoredNumber>,
): Promise<string | undefined> {
  const sealed = number[field];
  return sealed && vault.openText(placeOf(numbers, number.id, field), sealed);
}

export type PolicyTexts = Readonly<Record<Language, string>>;
