/** Which of the number's devices an agent writes on: the phone, a linked one, or whichever. */
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** WhatsApp links at most four devices besides the phone; their numbers go on rising as they are replaced. */
const mostDevices = 20;

interface DeviceSelectProps {
  readonly device: number | null;
  readonly onChange: (device: number | null) => void;
}

export function DeviceSelect({ device, onChange }: DeviceSelectProps) {
  const { t } = useTranslation('roster');
  return (
    <NativeSelect
      label={t('device.label')}
      value={device === null ? '' : String(device)}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : Number(value))}
      data={[
        { value: '', label: t('device.any') },
        { value: '0', label: t('device.phone') },
        ...Array.from({ length: mostDevices }, (_, k) => ({
          value: String(k + 1),
          label: t('device.linked', { device: k + 1 }),
        })),
      ]}
    />
  );
}

export function useDeviceName(): (device: number | null) => string {
  const { t } = useTranslation('roster');
  return (device) => {
    if (device === null) return t('device.any');
    return device === 0 ? t('device.phone') : t('device.linked', { device });
  };
}
