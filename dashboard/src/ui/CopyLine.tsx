/** Something to be handed on word for word, with a button that copies it. */
import { CopyValue } from './CopyValue.tsx';

interface CopyLineProps {
  /** What the button copies, for those who hear it. */
  readonly name: string;
  readonly value: string;
}

export function CopyLine({ name, value }: CopyLineProps) {
  return (
    <div className="link-line">
      <code className="code">{value}</code>
      <CopyValue name={name} value={value} />
    </div>
  );
}
