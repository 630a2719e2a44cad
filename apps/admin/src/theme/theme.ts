import { createTheme } from '@mantine/core';

/** Sizes and habits of the parts; every colour stands in tokens.css. */
export const theme = createTheme({
  primaryColor: 'teal',
  fontFamily: 'var(--font)',
  defaultRadius: 8,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
});
