// Run from the ZIP: node verify.mjs EXPORT.zip [FINGERPRINT]. `words` stands above, in the person's language.
import { open } from 'node:fs/promises';
import { checkExport } from './check.mjs';
import { nodeTools } from './node-tools.mjs';

const [, , path, expected] = process.argv;
if (path === undefined) {
  console.error(words.usage);
  process.exitCode = 2;
} else {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) {
    console.error(words.unreadable);
    process.exitCode = 1;
  } else {
    const verdict = await checkExport(await nodeTools(file));
    await file.close();
    const proved = expected?.toLowerCase().replace(/[^0-9a-f]/g, '');
    if (verdict.kind === 'altered') {
      console.error(`${words.altered} ${verdict.file ?? words.endOfZip}`);
      process.exitCode = 1;
    } else if (proved && proved !== verdict.fingerprint) {
      console.error(`${words.otherKey} ${verdict.fingerprint}`);
      process.exitCode = 1;
    } else {
      console.log(proved ? words.proved : words.consistent);
      console.log(`${words.fingerprint} ${verdict.fingerprint}`);
    }
  }
}
