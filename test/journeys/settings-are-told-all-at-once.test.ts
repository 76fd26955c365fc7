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
      ATALAIA_DASHBOARD_URL: 'ftp://secret-value.example',
    });
    if (read.kind !== 'problems') throw new Error('Eight wrong settings were accepted.');
    const named = read.problems.map((sentence) => /ATALAIA_\w+/.exec(sentence)?.[0]).toSorted();
    expect(named).toEqual([
      'ATALAIA_DASHBOARD_URL',
      'ATALAIA_KEYS',
      'ATALAIA_PORT',
      'ATALAIA_PROT',
      'ATALAIA_PUBLIC_URL',
      'ATALAIA_RULES',
    ]);
    expect(read.problems.join('\n')).not.toContain('secret-value');
  });

  it('refuse to listen beyond this machine without an address of the dashboard', () => {
    expect(readConfig({ ATALAIA_LISTEN: '0.0.0.0' })).toMatchObject({
      kind: 'problems',
      problems: [expect.stringContaining('ATALAIA_DASHBOARD_URL')],
    });
    expect(
      readConfig({ ATALAIA_LISTEN: '0.0.0.0', ATALAIA_DASHBOARD_URL: 'https://atalaia.example.com' }),
    ).toMatchObject({ kind: 'config' });
  });

  it('put the portal on an address and a port of its own', () => {
    const portalOf = (environment: Record<string, string>) => {
      const read = readConfig(environment);
      return read.kind === 'config' ? (read.config.portal?.port ?? 'none') : read.problems.join('\n');
    };
    expect(portalOf({})).toBe('none');
    expect(portalOf({ ATALAIA_PUBLIC_URL: 'https://direitos.example.com' })).toBe(8421);
    expect(portalOf({ ATALAIA_PUBLIC_URL: 'http://localhost:9001' })).toBe(9001);
    expect(portalOf({ ATALAIA_PUBLIC_URL: 'http://localhost:9001', ATALAIA_PORTAL_PORT: '9002' })).toBe(9002);
    expect(portalOf({ ATALAIA_PORTAL_PORT: '9002' })).toContain('ATALAIA_PUBLIC_URL');
    for (const shared of [
      { ATALAIA_PUBLIC_URL: 'http://localhost:8420' },
      { ATALAIA_PUBLIC_URL: 'https://one.example.com', ATALAIA_DASHBOARD_URL: 'https://one.example.com' },
      { ATALAIA_PUBLIC_URL: 'https://one.example.com', ATALAIA_PORTAL_PORT: '8420' },
      { ATALAIA_PUBLIC_URL: 'https://one.example.com/portal' },
    ]) {
      expect(portalOf(shared)).toContain('ATALAIA_PUBLIC_URL');
    }
  });
});
