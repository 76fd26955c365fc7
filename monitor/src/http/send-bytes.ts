/** Sends bytes as the answer of a request; what ends on the way ends the answer early, since its head is sent. */
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Problem } from '../problem.ts';

/** Whoever stops a download or seeks in a video ends it; so does a right that was taken away meanwhile. Neither is a fault. */
export async function sendBytes(bytes: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
    const isEnded = error instanceof Problem && response.headersSent;
    if (!isEnded && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
