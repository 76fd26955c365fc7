/** Faults: what nobody foresaw. Written to the program's log under an id, without any content; people are shown the id only. */

/** The program's log, as far as the doors need it. Fields hold ids, codes and counts only. */
export interface FaultLog {
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** Where a fault came from: error names, codes and places in the code. Messages are left out: they may quote what was read. */
export function describeFault(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { name: typeof fault };
  return {
    name: fault.name,
    ...('code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}),
    frames: framesOf(fault).slice(0, 12),
    ...(fault.cause === undefined ? {} : { cause: describeFault(fault.cause) }),
  };
}

/** The stack begins with the message, which may have lines that look like places: only what follows it counts. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const begin = stack.indexOf(message);
  if (begin === -1) return [];
  const lines = stack.slice(begin + message.length).split('\n');
  return lines.filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line)).map((line) => line.trim());
}
