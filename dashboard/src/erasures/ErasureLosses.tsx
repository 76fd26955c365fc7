/** What goes and what stays, each with its figure; for what stays, the ground in law. */
import type { ErasurePreview } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';

interface ErasureLossesProps {
  readonly preview: ErasurePreview;
  readonly anonymise: boolean;
  /** A whole person: their keys are destroyed, and so every copy in a backup. */
  readonly whole: boolean;
}

const going = ['messages', 'aftermath', 'files', 'conversations', 'consents', 'requests', 'exports'] as const;
const staying = ['evidence', 'mentions', 'alerts', 'auditEntries'] as const;

export function ErasureLosses({ preview, anonymise, whole }: ErasureLossesProps) {
  const { t, i18n } = useTranslation('erasures');
  const figure = new Intl.NumberFormat(i18n.language);
  // As on the page of the person: what happened to a message is no message by itself.
  const { aftermath } = preview;
  const gone = { ...preview.goes, messages: preview.goes.messages - aftermath, aftermath };
  const goes = going.filter((kind) => gone[kind] > 0);
  const stays = staying.filter((kind) => preview.stays[kind] > 0);
  const persons = preview.persons.slice(0, 5);
  return (
    <>
      {persons.length > 0 && (
        <p>
          {t('concerns')}{' '}
          {persons.map((person, index) => (
            <span key={person.id}>
              {index > 0 && ', '}
              <PersonName person={person} />
            </span>
          ))}
          {preview.persons.length > persons.length && ' …'}
        </p>
      )}
      <section>
        <h3>{t('goes.title')}</h3>
        {goes.length === 0 && <p className="quiet">{t('goes.nothing')}</p>}
        <ul className="fate">
          {goes.map((kind) => (
            <li key={kind}>
              <strong>{figure.format(gone[kind])}</strong> {t(`goes.${kind}`, { count: gone[kind] })}
            </li>
          ))}
        </ul>
        <p className="small quiet">{t(whole ? 'goes.keys' : 'goes.backups')}</p>
      </section>
      <section>
        <h3>{t('stays.title')}</h3>
        {stays.length === 0 && <p className="quiet">{t('stays.nothing')}</p>}
        <ul className="fate">
          {stays.map((kind) => (
            <li key={kind}>
              <strong>{figure.format(preview.stays[kind])}</strong>{' '}
              <span>
                {t(`stays.${kind}.what`, { count: preview.stays[kind] })}{' '}
                <span className="quiet small">{t(`stays.${kind}.why`)}</span>
              </span>
            </li>
          ))}
        </ul>
        {anonymise && <p className="small quiet">{t('stays.statistics')}</p>}
      </section>
    </>
  );
}
