/** A home in a folder, for a program that is killed and one that reads afterwards what it left. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { type Config, readConfig } from '../../monitor/src/config.ts';
import { secretsPack } from '../journeys/archive.ts';

/** The folders are made in it if missing, with one small pack of rules. */
export function homeConfig(home: string): Config {
  const packs = join(home, 'packs');
  mkdirSync(join(packs, 'any'), { recursive: true });
  writeFileSync(join(packs, 'any', 'test.yaml'), secretsPack);
  const read = readConfig({
    ATALAIA_DATA: join(home, 'data'),
    ATALAIA_KEYS: join(home, 'keys'),
    ATALAIA_RULES: packs,
  });
  if (read.kind !== 'config') throw new Error(read.problems.join('\n'));
  return read.config;
}

export function silentLog(): Logger {
  return pino({ level: 'silent' });
}
