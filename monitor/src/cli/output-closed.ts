/** Whoever read a verb's output reads no more of it, as `head` does: nobody needs the rest. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}
