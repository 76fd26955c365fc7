/** What the program's log says of a fault: where it happened, never what was being read. */
import { describe, expect, it } from 'vitest';
import { describeFault } from '../../monitor/src/faults.ts';

const quoted = 'Unexpected token:\n    at noite ela disse\n    at Marina (a senha é 4711:1:2)\n   at casa:10:15';

describe('a fault in the log', () => {
  it('names places in the code and nothing of its message, also where the message looks like a place', () => {
    const described = describeFault(new SyntaxError(quoted, { cause: new Error(quoted) }));
    expect(JSON.stringify(described)).not.toMatch(/noite|Marina|senha|casa/);
    expect(described).toMatchObject({
      name: 'SyntaxError',
      frames: expect.arrayContaining([expect.stringContaining('faults-tell-no-content')]),
      cause: { frames: expect.arrayContaining([expect.stringContaining('faults-tell-no-content')]) },
    });
  });

  it('tells no place rather than words when the message was changed after it was thrown', () => {
    const fault = new Error(quoted);
    expect(fault.stack).toContain('casa');
    fault.message = 'changed';
    expect(describeFault(fault)).toEqual({ name: 'Error', frames: [] });
  });
});
