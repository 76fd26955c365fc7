/** Routes of people: the list, one person, private chats, consent, doubts. */
import { authorize } from '../../access/permissions.ts';
import { type EnterConsent, enterConsent } from '../../person/enter-consent.ts';
import { type ListPersons, listPersons } from '../../person/list.ts';
import { type MarkPrivate, markPrivate } from '../../person/mark-private.ts';
import { type ProveConsent, proveConsent } from '../../person/prove-consent.ts';
import { type ReadPerson, readPerson } from '../../person/read.ts';
import { type RevealPerson, revealPerson } from '../../person/reveal.ts';
import { type SeekPersons, seekPersons } from '../../person/seek.ts';
import { type SettleDoubt, settleDoubt } from '../../person/settle-doubt.ts';
import { os, signedIn } from '../implement-contract.ts';

type PersonsDeps = ListPersons &
  SeekPersons &
  ReadPerson &
  RevealPerson &
  MarkPrivate &
  EnterConsent &
  ProveConsent &
  SettleDoubt;

export function personsRoutes(deps: PersonsDeps) {
  return os.persons.router({
    list: os.persons.list
      .use(signedIn)
      .handler(({ context, input }) => listPersons(deps, authorize(context.actor, 'person:list'), input)),
    seek: os.persons.seek
      .use(signedIn)
      .handler(({ context, input }) => seekPersons(deps, authorize(context.actor, 'person:reveal'), input)),
    read: os.persons.read
      .use(signedIn)
      .handler(({ context, input }) => readPerson(deps, authorize(context.actor, 'person:read'), input)),
    reveal: os.persons.reveal
      .use(signedIn)
      .handler(({ context, input }) => revealPerson(deps, authorize(context.actor, 'person:reveal'), input)),
    markPrivate: os.persons.markPrivate
      .use(signedIn)
      .handler(({ context, input }) => markPrivate(deps, authorize(context.actor, 'person:exclude'), input)),
    enterConsent: os.persons.enterConsent
      .use(signedIn)
      .handler(({ context, input }) => enterConsent(deps, authorize(context.actor, 'consent:enter'), input)),
    proveConsent: os.persons.proveConsent
      .use(signedIn)
      .handler(({ context, input }) => proveConsent(deps, authorize(context.actor, 'person:export'), input)),
    settleDoubt: os.persons.settleDoubt
      .use(signedIn)
      .handler(({ context, input }) => settleDoubt(deps, authorize(context.actor, 'doubt:settle'), input)),
  });
}
