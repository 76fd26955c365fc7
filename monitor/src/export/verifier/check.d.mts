export interface CheckTools {
  /** Bytes of the ZIP. */
  readonly size: number;
  /** Bytes [start, end). */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Hex. */
  sha256(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string>;
  /** Of deflate. @throws if it is none. */
  unpack(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  isSigned(publicKey: string, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>;
  crc32(bytes: Uint8Array): number;
}
export type Verdict =
  | {
      readonly kind: 'consistent';
      /** SHA-256 of the public key that signed it. */
      readonly fingerprint: string;
      readonly manifest: { readonly files: readonly { readonly name: string }[] };
    }
  | {
      readonly kind: 'altered';
      /** The first file that is not as it was signed; null for the end of the ZIP itself. */
      readonly file: string | null;
      readonly why: string;
    };
export function checkExport(tools: CheckTools, tell?: (done: number, total: number) => void): Promise<Verdict>;
