/** An archive in which people are erased: two contacts and an agent on one number, and the runner that ends erasures. */
import { type Erasure, type NumberId, persons, rightsPolicies, type Scope } from '@atalaia/storage';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { beginErasure, type ErasureAsked } from '../../monitor/src/erase/begin.ts';
import { previewErasure } from '../../monitor/src/erase/preview.ts';
import { openErasures } from '../../monitor/src/erase/runner.ts';
import { openExports } from '../../monitor/src/export/runner.ts';
import { openArchive, user } from './archive.ts';

export const dora = { ...user('dora', ['dpo'], null), rights: ['export', 'erase'] as const };
export const mayErase = authorize(dora, 'person:erase');

export type ErasureDesk = Awaited<ReturnType<typeof openErasureDesk>>;

/** `undoHours`: of the policy; none unless given. */
export async function openErasureDesk(undoHours = 0) {
  const archive = await openArchive();
  const { follower, conduct } = archive;
  const exports = openExports(archive.deps);
  const runner = openErasures({ ...archive.deps, follower, conduct, exports });
  const deps = { ...archive.deps, erasures: runner, exports };
  await deps.records.insert(rightsPolicies, {
    id: 'company',
    law: 'lgpd',
    undoHours,
    bySilence: { correction: false, anonymise: false },
    dpo: null,
    substitute: null,
    changedBy: 'system',
    changedAt: deps.clock(),
  });
  const number: NumberId = await archive.addNumber('+5511912345678');
  const agent = await archive.addPerson('Marina Vasconcelos', 'agent', number);
  const otavio = await archive.addPerson('Otávio Quaresma', 'contact', number, '+5511987654321');
  const ines = await archive.addPerson('Inês Parreira', 'contact', number, '+5511977776666');
  const chat = await archive.addChat(number, otavio, [otavio, agent]);
  const other = await archive.addChat(number, ines, [ines, agent]);
  const group = await archive.addChat(number, null, [otavio, ines, agent]);

  return {
    archive,
    deps,
    runner,
    number,
    agent,
    otavio,
    ines,
    chat,
    other,
    group,
    preview: (scope: Scope) => previewErasure(deps, mayErase, { scope }),
    /** Previews, confirms what was previewed, and takes it as far as it goes by itself. */
    async erase(scope: Scope, more: Partial<ErasureAsked> = {}): Promise<Erasure> {
      const { token } = await previewErasure(deps, mayErase, { scope });
      const asked = { scope, reason: 'pedido do titular', objected: false, request: null, despiteLimitation: false };
      const { id } = await beginErasure(deps, mayErase, { ...asked, token, ...more });
      return runner.ranTo(id);
    },
    stateOf: async (id: typeof otavio) => (await deps.records.get(persons, id))?.doc.state,
    async [Symbol.asyncDispose]() {
      await runner[Symbol.asyncDispose]();
      await exports[Symbol.asyncDispose]();
      await archive[Symbol.asyncDispose]();
    },
  };
}
