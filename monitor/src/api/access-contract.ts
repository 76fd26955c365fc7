/** The part of the interface that is about who gets in: the first administrator, sessions, invitations, users. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { meView, userView } from './access-views.ts';
import { nothing } from './inputs.ts';
import { idView, languageView, personView, roleView } from './views.ts';

const secret = z.string().min(20).max(200);
const password = z.string().min(12).max(200);
const totpCode = z.string().regex(/^[0-9]{6}$/);

export const setupContract = {
  state: oc
    .route({ method: 'GET', path: '/setup' })
    .output(z.object({ kind: z.enum(['first-administrator-awaited', 'ready']) })),
  /** The secret comes from the one-time link's fragment, printed when the program first starts. */
  firstAdministrator: oc
    .route({ method: 'POST', path: '/setup' })
    .input(
      z.object({
        secret,
        email: z.email(),
        name: z.string().trim().min(1).max(200),
        password,
        language: languageView,
      }),
    )
    .output(meView),
};

export const sessionContract = {
  signIn: oc
    .route({ method: 'POST', path: '/session' })
    .input(z.object({ email: z.email(), password: z.string().min(1).max(200) }))
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('signed-in'), me: meView }),
        z.object({ kind: z.literal('totp-required') }),
      ]),
    ),
  totp: oc
    .route({ method: 'POST', path: '/session/totp' })
    .input(z.object({ code: totpCode }))
    .output(meView),
  me: oc.route({ method: 'GET', path: '/session' }).output(meView),
  signOut: oc.route({ method: 'DELETE', path: '/session' }).output(nothing),
  list: oc.route({ method: 'GET', path: '/sessions' }).output(
    z.object({
      sessions: z.array(z.object({ id: idView, current: z.boolean(), createdAt: z.int(), seenAt: z.int() })),
    }),
  ),
  end: oc
    .route({ method: 'DELETE', path: '/sessions/{id}' })
    .input(z.object({ id: idView }))
    .output(nothing),
  /** `code`: of the authenticator in force, without which it is not replaced. */
  beginTotp: oc
    .route({ method: 'POST', path: '/session/totp-enrolment' })
    .input(z.object({ code: totpCode.optional() }).optional())
    .output(z.object({ secret: z.string(), uri: z.string() })),
  confirmTotp: oc
    .route({ method: 'PUT', path: '/session/totp-enrolment' })
    .input(z.object({ code: totpCode }))
    .output(meView),
  language: oc
    .route({ method: 'PUT', path: '/session/language' })
    .input(z.object({ language: languageView }))
    .output(meView),
};

export const invitationsContract = {
  accept: oc
    .route({ method: 'POST', path: '/invitations/accept' })
    .input(z.object({ secret, name: z.string().trim().min(1).max(200), password, language: languageView }))
    .output(meView),
};

export const usersContract = {
  list: oc.route({ method: 'GET', path: '/users' }).output(z.object({ users: z.array(userView) })),
  /** Agents by name, to say which user is which of them: recorded. */
  agents: oc.route({ method: 'GET', path: '/users/agents' }).output(z.object({ agents: z.array(personView) })),
  /** Answers the one-time link's path with the secret in its fragment: shown once. */
  invite: oc
    .route({ method: 'POST', path: '/users' })
    .input(
      z.object({
        email: z.email(),
        roles: z.array(roleView).min(1),
        numbers: z.array(idView).nullable(),
        language: languageView,
      }),
    )
    .output(z.object({ user: userView, link: z.string() })),
  change: oc
    .route({ method: 'PATCH', path: '/users/{id}' })
    .input(
      z.object({
        id: idView,
        roles: z.array(roleView).min(1).optional(),
        numbers: z.array(idView).nullable().optional(),
        /** Granted to the person by name, beyond the role. */
        rights: z.array(z.enum(['export', 'erase'])).optional(),
        /** Who they are among the persons of the archive, for instance one of `agents`; null = nobody. */
        person: idView.nullable().optional(),
        state: z.enum(['active', 'ended']).optional(),
        /** Who takes over what they may no longer answer for: holds, requests, duties, a part in the rights policy. */
        successor: idView.nullable().optional(),
      }),
    )
    .output(userView),
};
