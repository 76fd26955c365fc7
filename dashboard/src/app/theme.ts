/** Colours and sizes: neutral greys, one deep teal for action, radius 6, base 14 px. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const lookout: MantineColorsTuple = [
  '#e9f6f5',
  '#d2eae9',
  '#a5d5d3',
  '#74c0bd',
  '#4bada9',
  '#2f9d99',
  '#188380',
  '#0f6465',
  '#0b5051',
  '#073c3d',
];

/** Mantine's greys of the dark scheme, tinted like the rest; 7 is the page, 6 a control, 4 its border. */
const dark: MantineColorsTuple = [
  '#e4eae8',
  '#c3ccca',
  '#9fadaa',
  '#7d8b88',
  '#5a6765',
  '#2f3838',
  '#252d2d',
  '#151a1a',
  '#111616',
  '#0b0f0f',
];

/** Mantine's red with darker 6 and 7, which fill buttons: white words on them keep a contrast of 4.5 (WCAG 1.4.3). */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#c92a2a',
  '#b02525',
  '#e03131',
  '#c92a2a',
];

export const theme = createTheme({
  primaryColor: 'lookout',
  primaryShade: { light: 7, dark: 6 },
  colors: { lookout, dark, red },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: '6px',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
  },
});
