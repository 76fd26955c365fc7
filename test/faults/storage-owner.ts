/** Run as a process of its own: opens the storage, says so, and holds it until it is killed. */
import { openStorage } from '@atalaia/storage';
import { newId } from '../contract/embedded.ts';

const [dataDir = '', keysDir = ''] = process.argv.slice(2);
const answer = await openStorage({ dataDir, keysDir, masterKey: { kind: 'file' }, clock: Date.now, newId });
process.stdout.write(`${answer.kind}\n`);
setInterval(() => undefined, 60_000);
