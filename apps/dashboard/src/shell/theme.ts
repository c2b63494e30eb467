import { createTheme, localStorageColorSchemeManager } from '@mantine/core';

/** Where the chosen colours are kept; public/before-paint.js reads it too. */
export const colours = localStorageColorSchemeManager({ key: 'tierline-colours' });

/** Dense and calm: it is looked at all day. Colours are for what asks for attention. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.36,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif',
  fontSizes: { xs: '0.78rem', sm: '0.86rem', md: '0.94rem', lg: '1.06rem', xl: '1.3rem' },
  components: {
    // Its placeholder for the focus is a menu item that no screen reader can place.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { styles: { title: { fontWeight: 600 } } },
    Drawer: { styles: { title: { fontWeight: 600 } } },
  },
  headings: { fontWeight: '650' },
});
