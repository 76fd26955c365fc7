/** The monitoring policy that agents acknowledge: the company's own words, or the built-in text with its name filled in. */
import { hash } from 'node:crypto';
import type { Controller, PolicyTexts } from '../number/capture-settings.ts';
import { builtInPolicy } from './policy-texts.ts';

/** The policy in force on a number, in each language. */
export function policyOf(controller: Controller): PolicyTexts {
  return controller.agentPolicy ?? builtInPolicy(controller);
}

/** SHA-256, as hex, of the words as they are shown, in UTF-8. */
export function hashOfPolicy(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Whether the words behind this hash are the policy in force, in whichever language. */
export function isCurrentPolicy(controller: Controller, policy: string): boolean {
  return Object.values(policyOf(controller)).some((text) => hashOfPolicy(text) === policy);
}
