/** Colours and sizes as DESIGN.md asks: neutral greys, one deep teal for action, radius 6, base 14 px. */
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

export const theme = createTheme({
  primaryColor: 'lookout',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { lookout },
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
