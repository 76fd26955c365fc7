/** One line below a form or a button that says why the server refused. */
import { useProblemText } from './problem-text.ts';

export function ProblemNote({ error }: { readonly error: unknown }) {
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  const { what, todo, code } = textOf(error);
  return (
    <p className="problem-note" role="alert">
      {what} {todo} <span className="state-code">{code}</span>
    </p>
  );
}
