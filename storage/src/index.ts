/** Storage: how is it kept, sealed, found, destroyed? */
export { type Collection, defineCollection, type IndexFields, placeOf, type SealedField } from './collection.ts';
export { StorageFault, type StorageFaultCode } from './fault.ts';
export * from './ids.ts';
export type { MasterKeyChoice } from './master-key.ts';
export { type Media, segmentBytes } from './media.ts';
export * from './model/alerts.ts';
export * from './model/audit.ts';
export * from './model/fields.ts';
export * from './model/messages.ts';
export * from './model/people.ts';
export * from './model/progress.ts';
export * from './model/rules.ts';
export * from './model/users.ts';
export { type OpenedStorage, openStorage, type Storage, type StorageOptions } from './open.ts';
export * from './ports.ts';
export * from './seal.ts';
export { fingerprintOf, isSignedBy, type Signer } from './signer.ts';
