#!/usr/bin/env node
// Runs on any Node from 20 on: finds the Node that comes with Atalaia and goes on with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wanted = 26;
const here = fileURLToPath(import.meta.url);
const args = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  const { runCli } = await import('../src/cli.ts');
  process.exitCode = await runCli(args);
} else {
  const node = pinnedNode();
  if (node === undefined) {
    console.error(`atalaia: Node ${wanted} is missing; run npm install in the folder of Atalaia.`);
    process.exitCode = 1;
  } else {
    const child = spawn(node, [here, ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
  }
}

/** npm puts it beside the other programs of the repository. */
function pinnedNode() {
  const node = join(dirname(here), '../../node_modules/.bin/node');
  return existsSync(node) ? node : undefined;
}
