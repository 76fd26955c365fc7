/** What can go wrong between browser and server, as errors the screens can explain (RFC 9457). */
import { type ProblemCode, problemCodes } from '@atalaia/monitor/api';

/** The server refused, with a stable code. `detail` is an English sentence: shown only where it names a place in a file. */
export class ServerProblem extends Error {
  override readonly name = 'ServerProblem';
  readonly code: ProblemCode;
  readonly detail: string | null;
  readonly pointer: string | null;

  constructor(code: ProblemCode, detail: string | null, pointer: string | null) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.pointer = pointer;
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export function isProblem(error: unknown, code: ProblemCode): boolean {
  return error instanceof ServerProblem && error.code === code;
}

/** `fetch`, but a refusal is thrown. @throws ServerProblem, Unreachable */
export async function fetchOrProblem(request: Request | string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request, init);
  } catch (cause) {
    throw new Unreachable('The server did not answer.', { cause });
  }
  if (response.ok) return response;
  throw problemOf(await response.json().catch(() => null));
}

/** The problem that a problem document tells; `unexpected` if it is none. */
export function problemOf(body: unknown): ServerProblem {
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (key: string) => (typeof said[key] === 'string' ? said[key] : null);
  const code = text('code');
  return new ServerProblem(isCode(code) ? code : 'unexpected', text('detail'), text('pointer'));
}

function isCode(code: string | null): code is ProblemCode {
  return code !== null && Object.hasOwn(problemCodes, code);
}
