import { createTheme } from '@mui/material/styles'
import { jaJP } from '@mui/material/locale'
import { colours, fonts, radii, sizes, spacingStep, typeScale } from './tokens.ts'

const heading = { fontWeight: 700, lineHeight: 1.4, letterSpacing: '0.01em' } as const

/** The MUI theme made of the tokens; nothing else decides a colour or a size. */
export const deskTheme = createTheme(
  {
    palette: {
      mode: 'light',
      primary: { main: colours.primary, dark: colours.primaryDark, contrastText: colours.onPrimary },
      secondary: { main: colours.info },
      error: { main: colours.bad },
      warning: { main: colours.warning },
      success: { main: colours.good },
      info: { main: colours.info },
      text: { primary: colours.ink, secondary: colours.inkSoft },
      background: { default: colours.ground, paper: colours.paper },
      divider: colours.line,
    },
    spacing: spacingStep,
    shape: { borderRadius: radii.control },
    typography: {
      fontFamily: fonts.text,
      htmlFontSize: 16,
      fontSize: 14,
      h1: { ...heading, fontSize: typeScale.screen },
      h2: { ...heading, fontSize: typeScale.section },
      h3: { ...heading, fontSize: typeScale.lead },
      body1: { fontSize: typeScale.body, lineHeight: 1.6 },
      body2: { fontSize: typeScale.small, lineHeight: 1.55 },
      caption: { fontSize: typeScale.tiny, lineHeight: 1.5 },
      button: { fontSize: typeScale.body, fontWeight: 600, textTransform: 'none', letterSpacing: '0.02em' },
    },
    // Nothing moves: an operator reads, and reduced motion is everybody's.
    transitions: {
      create: () => 'none',
      duration: { shortest: 0, shorter: 0, short: 0, standard: 0, complex: 0, enteringScreen: 0, leavingScreen: 0 },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          html: { height: '100%' },
          body: {
            height: '100%',
            fontVariantNumeric: fonts.figures,
            lineBreak: 'strict',
            wordBreak: 'normal',
            overflowWrap: 'anywhere',
            textSpacingTrim: 'trim-start',
            // Hard-mode colours of the system win where a person asks for them.
            '@media (forced-colors: active)': { forcedColorAdjust: 'auto' },
          },
          '#root': { height: '100%' },
          '*:focus-visible': { outline: `2px solid ${colours.focus}`, outlineOffset: 2 },
          mark: { backgroundColor: colours.marked, color: 'inherit', borderRadius: 2, padding: '0 1px' },
          '@media (prefers-reduced-motion: reduce)': {
            '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important', scrollBehavior: 'auto !important' },
          },
          '@media (prefers-contrast: more)': {
            ':root': { '--desk-line': colours.lineControl },
          },
        },
      },
      // Without the ripple nothing else shows where the focus is; the base takes the outline of the page away.
      MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: { fontFamily: fonts.text, '&.Mui-focusVisible': { outline: `2px solid ${colours.focus}`, outlineOffset: -2 } } } },
      MuiLink: { styleOverrides: { root: { fontFamily: fonts.text, fontSize: 'inherit' } } },
      MuiInputBase: { styleOverrides: { input: { '&::placeholder': { color: colours.placeholder, opacity: 1 } } } },
      MuiToggleButton: { styleOverrides: { root: { color: colours.ink, borderColor: colours.lineControl, fontSize: typeScale.small, textTransform: 'none', '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: colours.primaryTintStrong, color: colours.primaryDark, fontWeight: 700 } } } },
      MuiButton: {
        defaultProps: { disableElevation: true, variant: 'outlined' },
        styleOverrides: {
          root: { minHeight: sizes.target, padding: '5px 14px', whiteSpace: 'nowrap', '&.Mui-focusVisible': { outline: `2px solid ${colours.focus}`, outlineOffset: 2 } },
          sizeLarge: { minHeight: 44, padding: '8px 22px', fontSize: typeScale.lead },
          sizeSmall: { minHeight: 28, padding: '2px 10px', fontSize: typeScale.small },
          outlined: { borderColor: colours.lineControl, backgroundColor: colours.paper },
          contained: { '&.Mui-disabled': { backgroundColor: colours.neutralTint, color: colours.inkSoft } },
        },
      },
      MuiIconButton: { styleOverrides: { root: { '&.Mui-focusVisible': { outline: `2px solid ${colours.focus}` } } } },
      MuiPaper: {
        defaultProps: { elevation: 0 },
        styleOverrides: { outlined: { borderColor: `var(--desk-line, ${colours.line})`, borderRadius: radii.card } },
      },
      MuiTextField: { defaultProps: { size: 'small', fullWidth: true, variant: 'outlined' } },
      MuiOutlinedInput: {
        styleOverrides: {
          root: { backgroundColor: colours.paper, fontSize: typeScale.body, '&.Mui-disabled': { backgroundColor: colours.sunken }, '&.MuiInputBase-sizeSmall .MuiInputBase-input:not(.MuiInputBase-inputMultiline)': { paddingTop: 7, paddingBottom: 7 } },
          notchedOutline: { borderColor: colours.lineControl },
        },
      },
      MuiDialog: { styleOverrides: { paper: { borderRadius: radii.card } } },
      MuiDialogTitle: { styleOverrides: { root: { ...heading, fontSize: '1.125rem', padding: '18px 24px 10px' } } },
      MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 18px', gap: 4 } } },
      MuiTableCell: {
        styleOverrides: {
          root: { padding: '7px 12px', fontSize: typeScale.body, lineHeight: 1.5, borderColor: colours.line },
          head: { fontWeight: 600, fontSize: typeScale.small, color: colours.inkSoft, backgroundColor: colours.sunken, whiteSpace: 'nowrap' },
        },
      },
      MuiTab: { styleOverrides: { root: { minHeight: 40, padding: '8px 16px', fontSize: typeScale.body, '&.Mui-focusVisible': { outline: `2px solid ${colours.focus}`, outlineOffset: -2 } } } },
      MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
      MuiChip: { styleOverrides: { root: { borderRadius: radii.control, fontWeight: 600 } } },
      MuiTooltip: { styleOverrides: { tooltip: { fontSize: typeScale.tiny, backgroundColor: colours.frame } } },
      MuiAlert: { styleOverrides: { root: { borderRadius: radii.control, fontSize: typeScale.body, alignItems: 'flex-start' }, message: { padding: '6px 0' } } },
      MuiFormHelperText: { styleOverrides: { root: { marginLeft: 0, fontSize: typeScale.small } } },
    },
  },
  jaJP,
)
