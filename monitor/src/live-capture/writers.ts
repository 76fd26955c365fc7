/** Who of the company wrote a message: by the device it came from, else by the roster if only one agent fits; never guessed. */
import { type Message, type NumberId, type PersonId, type Records, type RosterRow, roster } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface Writer {
  /** Null where only the number is known. */
  readonly agent: PersonId | null;
  readonly attribution: NonNullable<Message['attribution']>;
}

/** Answers the writer by device and time, from the roster as it stands now. */
export async function writersOf(
  deps: { readonly records: Pick<Records, 'find'> },
  number: NumberId,
): Promise<(device: number | null, at: number) => Writer> {
  const rows: RosterRow[] = [];
  const every = everyPage((after) =>
    deps.records.find(roster, { index: 'byNumber', equals: { number }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) rows.push(doc);
  return (device, at) => writerOf(rows, device, at);
}

function writerOf(rows: readonly RosterRow[], device: number | null, at: number): Writer {
  const onDuty = rows.filter(({ from, to }) => from <= at && (to === null || at < to));
  const withDevice = agentsOf(onDuty.filter((row) => row.device !== null && row.device === device));
  const [byDevice, ...moreByDevice] = withDevice;
  if (byDevice !== undefined && moreByDevice.length === 0) return { agent: byDevice, attribution: 'device' };
  // Those who have another device did not write with this one.
  const [byRoster, ...moreByRoster] =
    withDevice.length > 0 ? [] : agentsOf(onDuty.filter((row) => row.device === null || device === null));
  if (byRoster !== undefined && moreByRoster.length === 0) return { agent: byRoster, attribution: 'roster' };
  return { agent: null, attribution: 'number' };
}

function agentsOf(rows: readonly RosterRow[]): readonly PersonId[] {
  return [...new Set(rows.map(({ agent }) => agent))];
}
