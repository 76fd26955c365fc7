/** Company terms: reading, saving a revision, removing, exporting. */
import type { TermView, termFields } from '@atalaia/monitor/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../api/api.ts';

export type TermFields = z.infer<typeof termFields>;

export function useTerms() {
  return useQuery(api.terms.list.queryOptions());
}

export function useSaveTerm() {
  const refresh = useRefreshTerms();
  return useMutation(api.terms.save.mutationOptions({ onSuccess: refresh }));
}

export function useRemoveTerm() {
  const refresh = useRefreshTerms();
  return useMutation(api.terms.remove.mutationOptions({ onSuccess: refresh }));
}

/** Hands the company's terms over as a rule pack, as a file of the browser. */
export function useExportTerms() {
  return useMutation({
    mutationFn: async () => {
      const { yaml } = await api.terms.pack.call();
      const address = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = 'company.yaml';
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}

/** What the form holds: words and exceptions one a line. */
export interface TermDraft {
  readonly words: string;
  readonly severity: TermFields['severity'];
  readonly from: 'agent' | 'contact' | 'both';
  readonly except: string;
  readonly example: string;
  readonly note: string;
}

export const emptyDraft: TermDraft = { words: '', severity: 'medium', from: 'both', except: '', example: '', note: '' };

export function draftOf(term: TermView): TermDraft {
  return { ...term, words: term.words.join('\n'), except: term.except.join('\n'), from: term.from ?? 'both' };
}

export function fieldsOf(draft: TermDraft): TermFields {
  return {
    words: lines(draft.words),
    severity: draft.severity,
    from: draft.from === 'both' ? null : draft.from,
    except: lines(draft.except),
    example: draft.example.trim(),
    note: draft.note.trim(),
  };
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function useRefreshTerms() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: api.terms.list.key() });
}
