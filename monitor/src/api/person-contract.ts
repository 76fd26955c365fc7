/** The part of the interface that is about one person: reading, revealing, private chats, consent, doubts. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { cursor, limit } from './inputs.ts';
import { consentProof, inForceView, personDetail } from './person-views.ts';
import { idView, personView } from './views.ts';

/** Why a human did it, in their words; sealed. */
const reason = z.string().trim().min(3).max(1000);
/** One-key reasons for seeing who somebody is. */
export const revealReason = z.enum(['judge-alert', 'answer-request', 'contact-person', 'legal-duty']);

const personPage = z.object({
  persons: z.array(personView.extend({ conversations: z.int(), lastAt: z.int().nullable() })),
  next: z.string().nullable(),
});

export const personsContract = {
  list: oc.route({ method: 'GET', path: '/persons' }).input(z.object({ cursor, limit })).output(personPage),
  /** Finds people by phone, name, identifier or code. Recorded with its reason, the words sealed; answered masked. */
  seek: oc
    .route({ method: 'POST', path: '/person-searches' })
    .input(z.object({ who: z.string().trim().min(2).max(200), reason: revealReason, cursor }))
    .output(personPage),
  /** Opens a person: recorded with name and time before it is answered. Name and phone stay masked. */
  read: oc
    .route({ method: 'POST', path: '/persons/{id}/readings' })
    .input(z.object({ id: idView }))
    .output(personDetail),
  /** Shows name and phone once, with a one-key reason; screens hide them again at `until`. */
  reveal: oc
    .route({ method: 'POST', path: '/persons/{id}/reveals' })
    .input(z.object({ id: idView, reason: revealReason }))
    .output(z.object({ name: z.string().nullable(), phone: z.string().nullable(), until: z.int() })),
  /** A private chat is only counted from then on; undone the same way. */
  markPrivate: oc
    .route({ method: 'PUT', path: '/persons/{id}/privacy' })
    .input(z.object({ id: idView, private: z.boolean(), reason }))
    .output(inForceView),
  /** Consent given, or refused, elsewhere: with its evidence and when it was given. */
  enterConsent: oc
    .route({ method: 'POST', path: '/persons/{id}/consents' })
    .input(
      z.object({
        id: idView,
        number: idView,
        answer: z.enum(['agreed', 'refused']),
        at: z.int(),
        evidence: z.string().trim().min(3).max(4000),
      }),
    )
    .output(inForceView),
  /** The timeline with its texts and hashes, signed: needs the export right. */
  proveConsent: oc
    .route({ method: 'POST', path: '/persons/{id}/consent-proofs' })
    .input(z.object({ id: idView }))
    .output(consentProof),
  /** Whether two persons are one human. */
  settleDoubt: oc
    .route({ method: 'PUT', path: '/doubts/{id}' })
    .input(z.object({ id: idView, answer: z.enum(['same', 'different']), reason }))
    .output(inForceView),
};
