/** `npm run demo [-- --lang pt-BR|en|es] [--port N] [--keep]`: an invented company to try the product with; nothing leaves this machine. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { Language } from '@atalaia/storage';
import { historyDays } from './company.ts';
import { controlTexts } from './control-texts.ts';
import { startDemo } from './demo.ts';

const usage = 'Usage: npm run demo -- [--lang pt-BR|en|es] [--port N] [--keep]\n';

interface Asked {
  readonly language: Language;
  readonly port: number;
  readonly keep: boolean;
}

/** Undefined for what is no option of the demo. */
function asked(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lang: { type: 'string', default: usersLanguage() },
        port: { type: 'string', default: '8420' },
        keep: { type: 'boolean', default: false },
      },
    });
    const language = (['pt-BR', 'en', 'es'] as const).find((one) => one === values.lang);
    const port = Number(values.port);
    if (language === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
    return { language, port, keep: values.keep };
  } catch {
    return undefined;
  }
}

/** As the terminal is set; Portuguese where that says nothing of ours. */
function usersLanguage(): Language {
  const set = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  return set.startsWith('en') ? 'en' : set.startsWith('es') ? 'es' : 'pt-BR';
}

async function run({ language, port, keep }: Asked): Promise<void> {
  const texts = controlTexts[language];
  const print = (text: string) => process.stdout.write(`${text}\n`);
  print(texts.preparing);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const reportFault = (fault: unknown) => process.stderr.write(`demo: ${String(fault)}\n`);
  await using demo = await startDemo({
    language,
    port,
    keep,
    speed: 1,
    days: historyDays,
    seed: 1,
    reportFault,
  });
  print(`\n${texts.intro}\n\n${texts.linksTitle} (${texts.linksHint})`);
  for (const role of ['administrator', 'manager-dpo', 'auditor', 'agent'] as const) {
    print(`  ${texts.roles[role]}\n    ${demo.links[role]}`);
  }
  print(`\n${texts.dayTitle}`);
  for (const [index, step] of texts.day.entries()) print(`  ${index + 1}. ${step}`);
  print(`\n${texts.control}: ${demo.control.url}\n${texts.end}`);
  await stopped;
  if (keep) print(`${texts.kept} ${demo.home}`);
}

const request = asked(process.argv.slice(2));
if (request === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  await run(request);
}
