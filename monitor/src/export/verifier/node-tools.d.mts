import type { FileHandle } from 'node:fs/promises';
import type { CheckTools } from './check.mjs';

export function nodeTools(file: FileHandle): Promise<CheckTools>;
