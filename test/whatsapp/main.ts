/**
 * The very program that `npm start` runs, against a local WhatsApp server: `node test/whatsapp/main.ts INTRODUCTION`,
 * where the introduction is what `introduce` in trust.ts says of the server. No setting of the product can do this.
 */
import { runProgram } from '../../monitor/src/run-program.ts';
import { trustIntroduced } from './trust.ts';

const { address } = trustIntroduced(process.argv[2] ?? '');
await runProgram({ whatsapp: { address } });
