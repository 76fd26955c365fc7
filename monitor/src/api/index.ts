/** The contract between the program and its browser side: zod, the contract library and types only. */

export * from './access-views.ts';
export * from './alert-views.ts';
export * from './audit-views.ts';
export { type Contract, contract } from './contract.ts';
export * from './conversation-views.ts';
export * from './import-views.ts';
export { type LiveEvent, liveEvent, liveEventName } from './live.ts';
export * from './number-views.ts';
export * from './person-views.ts';
export { type ProblemCode, problemCodes } from './problem-codes.ts';
export * from './rights-views.ts';
export * from './rule-views.ts';
export * from './views.ts';
