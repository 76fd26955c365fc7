/** Accepts an invitation: the invited person chooses name and password, and is signed in. */
import { type Language, type Records, type User, users, type Vault } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import type { Turns } from '../turns.ts';
import { findLink, linkSpent, spendLink } from './link.ts';
import { hashPassword } from './password.ts';
import { actorOfUser, type BeginSession, beginSession } from './session.ts';
import { openUserField, sealUserField } from './user-field.ts';
import { refuseWeakPassword } from './weak-password.ts';

export type AcceptInvitation = BeginSession & {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  /** Changes of users wait for one another. */
  readonly turns: Turns;
};

/** Works once, also when the link is opened twice at the same instant. @throws Problem `link-spent`, `weak-password` */
export function acceptInvitation(
  deps: AcceptInvitation,
  input: { readonly secret: string; readonly name: string; readonly password: string; readonly language: Language },
): Promise<{ readonly token: string; readonly user: User }> {
  return deps.turns.inTurn('users', async () => {
    const link = await findLink(deps, 'invitation', input.secret);
    const invited = link.doc.user === null ? undefined : await deps.records.get(users, link.doc.user);
    if (invited?.doc.state !== 'invited') throw linkSpent();
    const { id, sealedEmail } = invited.doc;
    refuseWeakPassword(input.password, await openUserField(deps.vault, id, 'sealedEmail', sealedEmail));
    const accepted: User = {
      ...invited.doc,
      state: 'active',
      language: input.language,
      sealedName: await sealUserField(deps.vault, id, 'sealedName', input.name),
      sealedPassword: await sealUserField(deps.vault, id, 'sealedPassword', await hashPassword(input.password)),
    };
    await deps.audit.record({ chain: 'company', actor: actorOfUser(accepted), act: 'user-accepted', subject: id });
    // The link is marked last: after a crash before it, the invited person finds it spent or tries again.
    if ((await deps.records.replace(users, invited.version, accepted)) !== 'replaced') throw linkSpent();
    await spendLink(deps, link);
    return { user: accepted, token: await beginSession(deps, id, 'signed-in') };
  });
}
