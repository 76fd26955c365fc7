/** One account: name, roles in words, numbers, state. */
import type { NumberView, UserView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { roleSetKey } from './users.ts';

interface UserRowProps {
  readonly user: UserView;
  readonly numbers: readonly NumberView[];
  /** Absent (null) where this account may not be ended from here. */
  readonly onEnd: (() => void) | null;
  /** Null where the reader may not change what it may do. */
  readonly onGrant: (() => void) | null;
}

export function UserRow({ user, numbers, onEnd, onGrant }: UserRowProps) {
  const { t } = useTranslation('users');
  const limitedTo = user.numbers?.map((id) => {
    const number = numbers.find((one) => one.id === id);
    return number?.label ?? number?.phone ?? id;
  });
  return (
    <li className="row">
      <div className="row-main">
        <strong dir="auto">{user.name ?? user.email}</strong>
        {user.name !== null && <span className="quiet"> {user.email}</span>}
        <div className="quiet small">
          {t(`role.${roleSetKey(user.roles)}.name`)}
          {limitedTo && ` · ${t('limited', { numbers: limitedTo.join(', ') })}`}
          {user.totp && ` · ${t('totp')}`}
          {user.rights.map((right) => ` · ${t(`grants.${right}.brief`)}`)}
        </div>
      </div>
      <span className="tag">{t(`state.${user.state}`)}</span>
      {onGrant && (
        <Button
          variant="subtle"
          onClick={onGrant}
          aria-label={t('grants.button-of', { name: user.name ?? user.email })}
        >
          {t('grants.button')}
        </Button>
      )}
      {onEnd && (
        <Button variant="subtle" onClick={onEnd} aria-label={t('end.button-of', { name: user.name ?? user.email })}>
          {t('end.button')}
        </Button>
      )}
    </li>
  );
}
