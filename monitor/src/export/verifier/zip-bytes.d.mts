export interface PlacedFile {
  readonly name: string;
  /** Stored as it is; else packed (deflate). */
  readonly stored: boolean;
  /** CRC-32 of the clear bytes. */
  readonly crc: number;
  /** Bytes in the ZIP, and clear. */
  readonly packed: number;
  readonly size: number;
}
export function headOfFile(file: PlacedFile): Uint8Array;
export function endOfFile(file: Omit<PlacedFile, 'name'>): Uint8Array;
export function directoryLine(file: PlacedFile & { readonly offset: number }): Uint8Array;
export function endOfZip(zip: {
  readonly files: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
}): Uint8Array;
