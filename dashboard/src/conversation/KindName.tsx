/** The word for what kind of message it is. */
import type { MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { isFileKind } from './KeptFile.tsx';

export function KindName({ kind }: { readonly kind: MessageView['kind'] }) {
  const { t } = useTranslation('conversation');
  if (kind === 'text' || kind === 'system') return null;
  return t(isFileKind(kind) || kind === 'deleted' ? `kept.${kind}` : `kind.${kind}`);
}
