/** Makes every text key a type: a missing key does not compile. */
import 'i18next';
import type { Texts } from './pt-BR.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: Texts;
  }
}
