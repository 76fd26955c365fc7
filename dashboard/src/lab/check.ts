/** What the server says of a rule that is being written, asked shortly after typing ends: problems, and hits in the test lines. */
import type { PackView, RuleProblemView } from '@atalaia/monitor/api';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';

const typingPauseMs = 300;

export interface Written {
  readonly rule: string;
  readonly language: PackView['language'];
  /** Each line is a message of its own. */
  readonly text: string;
  /** Undefined: it is not said who wrote the lines. */
  readonly from: 'agent' | 'contact' | undefined;
}

type Scanned = Awaited<ReturnType<typeof api.rules.scan.call>>;

export interface Check {
  /** The answer is about what stands in the fields now. */
  readonly settled: boolean;
  readonly problems: readonly RuleProblemView[];
  /** The lines that `hits` belong to. */
  readonly text: string;
  readonly hits: Scanned['hits'];
  /** The rule may be run: there is one, and nothing is wrong with it. */
  readonly usable: boolean;
  readonly error: Error | null;
}

const nothing: Scanned & { text: string } = { hits: [], problems: [], text: '' };

export function useCheck(written: Written): Check {
  const [asked] = useDebouncedValue(written, typingPauseMs);
  const scan = useQuery({
    queryKey: ['rule being written', asked],
    queryFn: async () => {
      const { from, ...rest } = asked;
      return { ...(await api.rules.scan.call({ ...rest, lines: true, ...(from && { from }) })), text: asked.text };
    },
    enabled: asked.rule.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const same = written.rule === asked.rule && written.text === asked.text && written.from === asked.from;
  const settled = same && written.language === asked.language && scan.isSuccess && !scan.isPlaceholderData;
  const { hits, problems, text } = scan.data ?? nothing;
  return { settled, problems, text, hits, usable: settled && problems.length === 0, error: scan.error };
}
