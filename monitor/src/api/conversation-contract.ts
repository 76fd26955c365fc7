/** The part of the interface that opens what is kept: conversations and search. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { conversationPage, messageView } from './conversation-views.ts';
import { cursor, limit, nothing } from './inputs.ts';
import { revealReason } from './person-contract.ts';
import { idView, numberView, personView } from './views.ts';

export const conversationsContract = {
  list: oc
    .route({ method: 'GET', path: '/conversations' })
    .input(z.object({ number: idView.optional(), cursor, limit }))
    .output(
      z.object({
        conversations: z.array(
          z.object({
            id: idView,
            number: numberView,
            group: z.boolean(),
            code: z.string(),
            person: personView.nullable(),
            messages: z.int(),
            lastAt: z.int().nullable(),
            /** Its contact was erased then; null for all others. */
            erasedAt: z.int().nullable(),
          }),
        ),
        next: z.string().nullable(),
      }),
    ),
  /** One disclosure: a page before, after or around a message; the newest page if none is named. */
  read: oc
    .route({ method: 'POST', path: '/conversations/{id}/readings' })
    .input(
      z.object({
        id: idView,
        before: z.string().max(500).optional(),
        after: z.string().max(500).optional(),
        around: idView.optional(),
      }),
    )
    .output(conversationPage),
  /** Shows names, numbers and identifiers for ten minutes, with a one-key reason. */
  reveal: oc
    .route({ method: 'POST', path: '/conversations/{id}/reveals' })
    .input(z.object({ id: idView, reason: revealReason }))
    .output(z.object({ until: z.int() })),
  conceal: oc
    .route({ method: 'DELETE', path: '/conversations/{id}/reveals' })
    .input(z.object({ id: idView }))
    .output(nothing),
};

export const searchContract = {
  /** Searches the sealed archive; the purpose and the sealed words enter the audit trail; results are masked. */
  run: oc
    .route({ method: 'POST', path: '/searches' })
    .input(
      z.object({
        words: z.string().trim().min(2).max(200),
        purpose: z.enum(['judge-alert', 'answer-request', 'investigation', 'legal-duty']),
        number: idView.optional(),
        before: z.int().optional(),
      }),
    )
    .output(
      z.object({
        results: z.array(z.object({ conversation: idView, number: numberView, message: messageView })),
        next: z.int().nullable(),
      }),
    ),
};
