/** Every problem the interface can answer, with its HTTP status: stable codes that the dashboard translates. */
export const problemCodes = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'wrong-code': 401,
  'not-permitted': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'link-spent': 410,
  'already-set-up': 409,
  'email-taken': 409,
  'changed-meanwhile': 409,
  'file-too-large': 413,
  'chat-refused': 422,
  'term-refused': 422,
  'weak-password': 422,
  'too-many-tries': 429,
  unexpected: 500,
  'storage-failing': 503,
} as const;
export type ProblemCode = keyof typeof problemCodes;
