/** Wrong settings are told all at once, by name, and never with their values. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../monitor/src/config.ts';

describe('settings', () => {
  it('need nothing to be set', () => {
    expect(readConfig({})).toMatchObject({ kind: 'config', config: { port: 8420, listen: '127.0.0.1' } });
  });

  it('tell every problem of one start', () => {
    const read = readConfig({
      ATALAIA_PORT: 'secret-value',
      ATALAIA_LISTEN: '0.0.0.0',
      ATALAIA_RULES: '/nowhere/at/all',
      ATALAIA_DATA: 'same',
      ATALAIA_KEYS: './same',
      ATALAIA_PROT: '8421',
      ATALAIA_PUBLIC_URL: 'ftp://secret-value',
    });
    if (read.kind !== 'problems') throw new Error('Seven wrong settings were accepted.');
    const named = read.problems.map((sentence) => /ATALAIA_\w+/.exec(sentence)?.[0]).toSorted();
    expect(named).toEqual(['ATALAIA_KEYS', 'ATALAIA_PORT', 'ATALAIA_PROT', 'ATALAIA_PUBLIC_URL', 'ATALAIA_RULES']);
    expect(read.problems.join('\n')).not.toContain('secret-value');
  });

  it('refuse to listen beyond this machine without a public address', () => {
    expect(readConfig({ ATALAIA_LISTEN: '0.0.0.0' })).toMatchObject({
      kind: 'problems',
      problems: [expect.stringContaining('ATALAIA_PUBLIC_URL')],
    });
    expect(readConfig({ ATALAIA_LISTEN: '0.0.0.0', ATALAIA_PUBLIC_URL: 'https://atalaia.example.com' })).toMatchObject({
      kind: 'config',
    });
  });
});
