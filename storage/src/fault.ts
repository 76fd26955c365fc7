/** The one error that storage throws: the disk failed, the store was closed, or a call was malformed. */

/**
 * Why a call could not be carried out. `disk`: reading or writing failed, nothing was changed, trying again may help.
 * `closed`: the storage was closed. `cursor`: a cursor that this query did not hand out. `shredded`: a key held in
 * memory was destroyed meanwhile.
 */
export type StorageFaultCode = 'disk' | 'closed' | 'cursor' | 'shredded';

const sentences: Readonly<Record<StorageFaultCode, string>> = {
  disk: 'The store could not read or write; nothing was changed.',
  closed: 'The store is closed.',
  cursor: 'The cursor does not belong to this query.',
  shredded: 'The key was destroyed.',
};

/** Its message never holds content, names or ids; `cause` keeps what the disk or SQLite said. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
  readonly code: StorageFaultCode;

  constructor(code: StorageFaultCode, options?: { readonly cause?: unknown }) {
    super(sentences[code], options);
    this.code = code;
  }
}

/** Any error of the disk or of SQLite as a `StorageFault`; one that already is stays itself. */
export function asFault(error: unknown): StorageFault {
  return error instanceof StorageFault ? error : new StorageFault('disk', { cause: error });
}
