/** A server whose certificate WhatsApp's root did not sign is not spoken to, and an account's signature must be its own. */
import { Curve, WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { checkSignatures } from '../../connector/src/whatsapp/check-signatures.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { is, linkByQr, openOffice, reaches } from './number.ts';

describe('a number', () => {
  it('is linked through a server that the trusted root vouches for', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    await linkByQr(link, server.account(cast.company));
    expect(link.state().kind).toBe('connected');
  });

  it('shows no code of a server that the trusted root does not vouch for', async () => {
    await using server = await trustedServer();
    const before = WA_CERT_DETAILS.PUBLIC_KEY;
    WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(Curve.generateKeyPair().public);
    try {
      await using office = await openOffice(server);
      const link = await office.open('number-1', cast.company);
      link.pair('qr');
      const refused = await reaches(link, (state) => state.kind !== 'pairing' || state.reason !== null);
      expect(refused).not.toHaveProperty('code.text');
      expect(is('connected')(refused)).toBe(false);
    } finally {
      WA_CERT_DETAILS.PUBLIC_KEY = before;
    }
  });

  it('takes a signature for what it is: changed, foreign and empty ones are refused', () => {
    checkSignatures();
    const own = Curve.generateKeyPair();
    const message = Buffer.from('details');
    const signature = Curve.sign(own.private, message);
    expect(Curve.verify(own.public, message, signature)).toBe(true);
    expect(Curve.verify(own.public, Buffer.from('other'), signature)).toBe(false);
    expect(Curve.verify(Curve.generateKeyPair().public, message, signature)).toBe(false);
    expect(Curve.verify(own.public, message, Buffer.alloc(64))).toBe(false);
    expect(Curve.verify(own.public, message, Buffer.alloc(0))).toBe(false);
  });
});
