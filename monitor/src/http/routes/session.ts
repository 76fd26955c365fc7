/** Routes of one's own sign-in: session, one-time codes, language. */
import type { Session } from '@atalaia/storage';
import { type EndOwnSession, endOwnSession } from '../../access/end-own-session.ts';
import { beginTotp, confirmTotp, type EnrolTotp } from '../../access/enrol-totp.ts';
import { listOwnSessions } from '../../access/list-own-sessions.ts';
import { readMe } from '../../access/read-me.ts';
import { setLanguage } from '../../access/set-language.ts';
import { type SignIn, signIn } from '../../access/sign-in.ts';
import { type SignInCode, signInCode } from '../../access/sign-in-code.ts';
import { type SignOut, signOut } from '../../access/sign-out.ts';
import { viewMe } from '../../access/view-user.ts';
import { os, signedIn } from '../implement-contract.ts';

export type SessionRoutes = SignIn & SignInCode & EnrolTotp & SignOut & EndOwnSession;

export function sessionRoutes(deps: SessionRoutes) {
  return os.session.router({
    signIn: os.session.signIn.handler(async ({ context, input }) => {
      const result = await signIn(deps, { ...input, source: context.source, replaces: context.session });
      context.cookie.give(result.token);
      return result.kind === 'totp-required'
        ? { kind: result.kind }
        : { kind: result.kind, me: await viewMe(deps, result.user) };
    }),
    totp: os.session.totp.handler(async ({ context, input }) => {
      const { token, user } = await signInCode(deps, context.session, input.code);
      context.cookie.give(token);
      return viewMe(deps, user);
    }),
    me: os.session.me.use(signedIn).handler(({ context }) => readMe(deps, context.actor)),
    signOut: os.session.signOut.use(signedIn).handler(async ({ context }) => {
      if (context.session) await signOut(deps, context.actor, context.session);
      context.cookie.drop();
      return {};
    }),
    list: os.session.list.use(signedIn).handler(async ({ context }) => {
      const own = await listOwnSessions(deps, context.actor);
      return { sessions: own.map((session) => rowOf(session, context.session)) };
    }),
    end: os.session.end.use(signedIn).handler(async ({ context, input }) => {
      await endOwnSession(deps, context.actor, input.id);
      return {};
    }),
    beginTotp: os.session.beginTotp
      .use(signedIn)
      .handler(({ context, input }) => beginTotp(deps, context.actor, input?.code)),
    confirmTotp: os.session.confirmTotp
      .use(signedIn)
      .handler(async ({ context, input }) => viewMe(deps, await confirmTotp(deps, context.actor, input.code))),
    language: os.session.language
      .use(signedIn)
      .handler(async ({ context, input }) => viewMe(deps, await setLanguage(deps, context.actor, input.language))),
  });
}

function rowOf({ id, createdAt, seenAt }: Session, current: Session | undefined) {
  return { id, current: id === current?.id, createdAt, seenAt };
}
