/** The settings of the program: one schema, read once from the environment; all problems are told at once, values never. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number('a port is a whole number').int('a port is a whole number').min(0).max(65_535);
const webAddress = z.url({ protocol: /^https?$/, error: 'give an address that begins with https://' });

const schema = z.strictObject({
  /** Folder of the data: records, media, search index. Back this up. */
  ATALAIA_DATA: z.string().min(1).default('data'),
  /** Folder of the keys, apart from the data and in no backup of it. */
  ATALAIA_KEYS: z.string().min(1).default('keys'),
  /** Port of the dashboard; 0 lets the system choose. */
  ATALAIA_PORT: port.default(8420),
  /** Address to listen on; anything but loopback also needs ATALAIA_DASHBOARD_URL. */
  ATALAIA_LISTEN: z.union([z.ipv4('give an IP address'), z.ipv6('give an IP address')]).default('127.0.0.1'),
  /** The address people type to reach the dashboard when a proxy stands in front. */
  ATALAIA_DASHBOARD_URL: webAddress.optional(),
  /** Address of the portal, what outsiders may reach; without it there is no portal and nobody gets a link. */
  ATALAIA_PUBLIC_URL: webAddress
    .refine((text) => new URL(text).href === `${new URL(text).origin}/`, 'give the address alone, without a path')
    .optional(),
  /** Port of the portal; 0 lets the system choose. */
  ATALAIA_PORTAL_PORT: port.optional(),
  /** A file that holds the passphrase of the master key; without it a key file in the key folder is used. */
  ATALAIA_PASSPHRASE_FILE: z.string().min(1).optional(),
  /** Folder of a second copy of the keys, on another disk or machine; what is erased is destroyed there too. */
  ATALAIA_KEY_REPLICA: z.string().min(1).optional(),
  /** Folder of the rule packs. */
  ATALAIA_RULES: z.string().min(1).optional(),
  /** Folder that signed checkpoints of the audit trail are copied to: on another disk or machine. */
  ATALAIA_CHECKPOINTS: z.string().min(1).optional(),
});

export interface Config {
  readonly dataDir: string;
  readonly keysDir: string;
  readonly port: number;
  readonly listen: string;
  readonly dashboardUrl: URL | undefined;
  /** Where the portal is and listens; undefined without a public address. */
  readonly portal: { readonly publicUrl: URL; readonly port: number } | undefined;
  readonly passphraseFile: string | undefined;
  readonly keyReplica: string | undefined;
  readonly rulesDir: string;
  readonly checkpointsDir: string | undefined;
  /** The built dashboard. */
  readonly dashboardDir: string;
}

/** Relative folders are relative to the repository, not to where the command was typed. */
const repository = resolve(import.meta.dirname, '../..');

/**
 * The configuration that `environment` asks for. Variables that begin with ATALAIA_ but are not known are problems too:
 * most are typing errors.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith('ATALAIA_') && value !== undefined && value !== '',
    ),
  );
  const parsed = schema.safeParse(given);
  const problems = [...(parsed.error?.issues.flatMap(sentencesOf) ?? []), ...contradictions(given)];
  if (!parsed.success || problems.length > 0) return { kind: 'problems', problems };
  const env = parsed.data;
  const folder = (path: string) => resolve(repository, path);
  return {
    kind: 'config',
    config: {
      dataDir: folder(env.ATALAIA_DATA),
      keysDir: folder(env.ATALAIA_KEYS),
      port: env.ATALAIA_PORT,
      listen: env.ATALAIA_LISTEN,
      dashboardUrl: env.ATALAIA_DASHBOARD_URL === undefined ? undefined : new URL(env.ATALAIA_DASHBOARD_URL),
      portal:
        env.ATALAIA_PUBLIC_URL === undefined ? undefined : portalAt(env.ATALAIA_PUBLIC_URL, env.ATALAIA_PORTAL_PORT),
      passphraseFile: env.ATALAIA_PASSPHRASE_FILE === undefined ? undefined : folder(env.ATALAIA_PASSPHRASE_FILE),
      keyReplica: env.ATALAIA_KEY_REPLICA === undefined ? undefined : folder(env.ATALAIA_KEY_REPLICA),
      rulesDir: folder(env.ATALAIA_RULES ?? 'rules/packs'),
      checkpointsDir: env.ATALAIA_CHECKPOINTS === undefined ? undefined : folder(env.ATALAIA_CHECKPOINTS),
      dashboardDir: folder('dashboard/dist'),
    },
  };
}

/** A public address on this machine is listened on as it is; before any other stands a proxy. */
function portalAt(address: string, port: number | undefined): Config['portal'] {
  const publicUrl = new URL(address);
  const own = isLoopback(publicUrl.hostname) && publicUrl.port !== '' ? Number(publicUrl.port) : 8421;
  return { publicUrl, port: port ?? own };
}

function sentencesOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => `${name} is not a setting of Atalaia; see the README for the list.`);
  return [`${issue.path.join('.')}: ${issue.message}.`];
}

/** What is wrong with settings together, whatever is wrong with each. */
function contradictions(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  const problems: string[] = [];
  const listen = given['ATALAIA_LISTEN'];
  if (listen !== undefined && !isLoopback(listen) && given['ATALAIA_DASHBOARD_URL'] === undefined) {
    problems.push(
      'ATALAIA_LISTEN: listening beyond this machine needs ATALAIA_DASHBOARD_URL, so that foreign addresses can be refused.',
    );
  }
  if (given['ATALAIA_PORTAL_PORT'] !== undefined && given['ATALAIA_PUBLIC_URL'] === undefined) {
    problems.push('ATALAIA_PORTAL_PORT: the portal needs ATALAIA_PUBLIC_URL, the address that its links begin with.');
  }
  if (sharesAddress(given)) {
    problems.push(
      'ATALAIA_PUBLIC_URL: the portal needs an address of its own, another than the dashboard has: outsiders reach it.',
    );
  }
  const rules = given['ATALAIA_RULES'];
  if (rules !== undefined && !existsSync(resolve(repository, rules)))
    problems.push('ATALAIA_RULES: there is no such folder.');
  const [data, keys] = [given['ATALAIA_DATA'] ?? 'data', given['ATALAIA_KEYS'] ?? 'keys'].map((path) =>
    resolve(repository, path),
  );
  if (data === keys) problems.push('ATALAIA_KEYS: the keys need a folder of their own, apart from ATALAIA_DATA.');
  return problems;
}

/** Whether portal and dashboard would answer under one address or on one port. */
function sharesAddress(given: Readonly<Record<string, string | undefined>>): boolean {
  const { ATALAIA_PUBLIC_URL: portal = '', ATALAIA_DASHBOARD_URL: dashboard, ATALAIA_PORT: port = '8420' } = given;
  if (!URL.canParse(portal)) return false;
  const { origin, hostname } = new URL(portal);
  if (dashboard !== undefined && URL.canParse(dashboard) && new URL(dashboard).origin === origin) return true;
  const listens = given['ATALAIA_PORTAL_PORT'] ?? (isLoopback(hostname) ? new URL(portal).port : '8421');
  return listens === port && port !== '0';
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || ['::1', '[::1]', 'localhost'].includes(address);
}
