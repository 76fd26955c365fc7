/** Faults: what nobody foresaw. Written to the program's log under an id, without any content; people are shown the id only. */

/** The program's log, as far as the doors need it. Fields hold ids, codes and counts only. */
export interface FaultLog {
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** Where a fault came from: error names, codes and places in the code. Messages are left out: they may quote what was read. */
export function describeFault(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { name: typeof fault };
  const frames = fault.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    name: fault.name,
    ...('code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}),
    frames: frames.slice(0, 12).map((line) => line.trim()),
    ...(fault.cause === undefined ? {} : { cause: describeFault(fault.cause) }),
  };
}
