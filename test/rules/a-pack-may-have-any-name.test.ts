/** The name of a pack is only a name, also where JavaScript has something else by it. */
import { expect, test } from 'vitest';
import { chosenRules } from '../../monitor/src/rule/mode.ts';
import { packViews } from '../../monitor/src/rule/pack-views.ts';
import { parsePack } from '../../rules/src/index.ts';
import { packSource } from './pack-source.ts';

test.each(['constructor', 'valueof', 'house'])('%s', (id) => {
  const read = parsePack({ path: 'pt-BR/x.yaml', text: packSource({ id }) });
  if (read.kind !== 'pack') throw new Error(JSON.stringify(read));
  const choices = { modes: {}, exceptions: {}, pinned: null };
  const running = chosenRules([read.pack], choices, new Map());
  expect(running.packs.length).toBe(1);
  const gathered = { all: [read.pack], ownModes: new Map(), choices, problems: [], models: new Map() };
  expect(packViews(gathered, running, 'version' as never)).toMatchObject([
    { id, mode: null, rules: [{ mode: 'on', changed: false }] },
  ]);
});
