/** Finds keys of services (API keys, access tokens, private keys) by the prefixes their makers give them. */
import type { EntityMatch } from './detector.ts';

// As the makers document them for secret scanning; every length is bounded so that the steps stay linear.
const prefixed = new RegExp(
  [
    String.raw`sk-(?:proj-|ant-|or-)?[\w-]{20,200}`, // OpenAI, Anthropic
    String.raw`(?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z\d]{16,200}`, // Stripe
    String.raw`gh[pousr]_[A-Za-z\d]{36,251}|github_pat_\w{40,120}|glpat-[\w-]{20,60}`, // GitHub, GitLab
    String.raw`(?:AKIA|ASIA)[A-Z\d]{16}`, // Amazon
    String.raw`AIza[\w-]{35}|ya29\.[\w-]{20,400}`, // Google
    String.raw`xox[abeprs]-[\w-]{10,200}|\d{8,10}:AA[\w-]{33}`, // Slack, Telegram
    String.raw`EAA[A-Za-z\d]{40,300}|APP_USR-[\w-]{30,120}|shpat_[\da-f]{32}`, // Meta, Mercado Pago, Shopify
    String.raw`SG\.[\w-]{16,40}\.[\w-]{30,60}|hf_[A-Za-z]{30,60}|npm_[A-Za-z\d]{36}`, // SendGrid, Hugging Face, npm
    String.raw`eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}`, // JSON Web Token
  ].join('|'),
);
const key = new RegExp(String.raw`(?<![\w-])(?:${prefixed.source})(?![\w-])`, 'g');
const privateKey = /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----/g;

/** Keys with a known prefix, and the first line of a private key. */
export function apiKeysIn(text: string): EntityMatch[] {
  if (!/[\w.:-]{20}|-----BEGIN/.test(text)) return [];
  return [key, privateKey].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      confidence: 1,
    })),
  );
}
