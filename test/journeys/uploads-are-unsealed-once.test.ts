/** An uploaded ZIP is read in thousands of small pieces: each part of its seal is opened once a pass, not once a piece. */
import type { ImportId, Media } from '@atalaia/storage';
import { expect, test } from 'vitest';
import type { ImportRequest } from '../../monitor/src/import/request.ts';
import { stagedSource, stageFile } from '../../monitor/src/import/staged-file.ts';
import { picture } from '../fixtures/chats.ts';
import { newId, temporaryStorage } from '../fixtures/temporary-storage.ts';

test('small pieces, forward and back, are the file’s own bytes and open each segment once', async () => {
  await using temporary = await temporaryStorage();
  const { media, vault } = temporary.storage;
  const file = picture(64 * 1024 * 3 + 777, 5);
  const id = newId() as ImportId;
  const { blob, staged } = await stageFile(
    { media, vault },
    id,
    (async function* () {
      yield file;
    })(),
  );
  let opened = 0;
  const counting: Pick<Media, 'openFile'> = {
    openFile(...given) {
      opened += 1;
      return media.openFile(...given);
    },
  };
  const request = { staged, fileName: 'chat.zip' } as ImportRequest;
  const source = stagedSource(counting, { id, staged: blob }, request);
  if (!source) throw new Error('Nothing was staged.');
  const read = async (start: number, end: number) => Buffer.from(await source.read(start, end));
  for (let at = 0; at < file.length; at += 97) {
    expect((await read(at, Math.min(at + 97, file.length))).equals(file.subarray(at, at + 97))).toBe(true);
  }
  for (let at = 64 * 1024 - 40; at > 0; at -= 5000)
    expect((await read(at, at + 80)).equals(file.subarray(at, at + 80))).toBe(true);
  expect(opened).toBe(4);
  expect((await read(0, file.length)).equals(file)).toBe(true);
  expect((await read(10, 10)).length).toBe(0);
  expect((await read(file.length, file.length)).length).toBe(0);
});
