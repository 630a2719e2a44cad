import { createTheme, defaultVariantColorsResolver } from '@mantine/core';

/** Sizes and habits of the parts; every colour stands in tokens.css. */
export const theme = createTheme({
  primaryColor: 'teal',
  fontFamily: 'var(--font)',
  defaultRadius: 8,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  // The accent is light in the dark scheme, where white words on it could not be read.
  variantColorResolver: (input) =>
    input.variant === 'filled'
      ? {
          background: 'var(--accent)',
          hover: 'var(--accent-hover)',
          hoverColor: 'var(--on-accent)',
          color: 'var(--on-accent)',
          border: '1px solid transparent',
        }
      : defaultVariantColorsResolver(input),
});
