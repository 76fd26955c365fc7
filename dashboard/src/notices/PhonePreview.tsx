/** A notice as the contact's phone shows it: one bubble in the chat. */
import { useTranslation } from 'react-i18next';

export function PhonePreview({ text }: { readonly text: string }) {
  const { t } = useTranslation('notices');
  return (
    <figure className="phone">
      <figcaption className="quiet small">{t('preview')}</figcaption>
      {/* A scrolled area must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1). */}
      <section className="phone-screen" aria-label={t('preview-phone')} tabIndex={0}>
        <p className="phone-bubble" dir="auto">
          {text}
        </p>
      </section>
    </figure>
  );
}
