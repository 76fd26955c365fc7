/** The embedded engine keeps the contract. */
import { testBlobs } from './blobs.ts';
import { testCrash } from './crash.ts';
import { engine } from './embedded.ts';
import { testFeed } from './feed.ts';
import { testKeys } from './keys.ts';
import { testQueue } from './queue.ts';
import { testRecords } from './records.ts';
import { testSearch } from './search.ts';

testRecords(engine);
testKeys(engine);
testBlobs(engine);
testQueue(engine);
testFeed(engine);
testSearch(engine);
testCrash(engine);
