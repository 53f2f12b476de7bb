/**
 * Every design decision that has a number: colours, type, spacing, radii. The only file to touch for a new look.
 * Text colours reach 4.5:1 on the grounds they are used on, borders of controls 3:1 (WCAG 2.2 AA).
 */
export const colours = {
  ink: '#17272C',
  inkSoft: '#4B5C62',
  placeholder: '#66757B',
  ground: '#F2F5F6',
  paper: '#FFFFFF',
  sunken: '#F7F9FA',
  line: '#DAE1E4',
  lineControl: '#77878D',
  primary: '#0E5C65',
  primaryDark: '#0A444B',
  primaryTint: '#E4F1F2',
  primaryTintStrong: '#CDE5E7',
  onPrimary: '#FFFFFF',
  frame: '#0F3138',
  frameRaised: '#1B474F',
  onFrame: '#F0F6F7',
  onFrameSoft: '#B4CBCF',
  good: '#1A6637',
  goodTint: '#E5F3E9',
  warning: '#855000',
  warningTint: '#FFF2D9',
  bad: '#AE241C',
  badTint: '#FCEBE9',
  info: '#1D5690',
  infoTint: '#E6EFF9',
  neutralTint: '#E9EEF0',
  marked: '#FFE59A',
  focus: '#1657C8',
  focusOnFrame: '#FFD166',
} as const

export const fonts = {
  text: "'Noto Sans JP Variable', 'BIZ UDPGothic', 'Yu Gothic UI', 'Meiryo', sans-serif",
  /** Text that a program reads: letters of one width, Japanese as everywhere. */
  code: "'Consolas', 'Menlo', 'DejaVu Sans Mono', 'Noto Sans JP Variable', monospace",
  /** Codes and numbers: the same face, figures of one width. */
  figures: 'tabular-nums lining-nums',
} as const

/** rem; 1rem = 16px at 100 %. */
export const typeScale = {
  tiny: '0.75rem',
  small: '0.8125rem',
  body: '0.875rem',
  lead: '0.9375rem',
  section: '1rem',
  screen: '1.25rem',
  display: '1.625rem',
  giant: '2.75rem',
} as const

/** px a step of the MUI spacing function. */
export const spacingStep = 4

export const radii = { control: 6, card: 10, pill: 999 } as const

export const sizes = {
  navigation: 204,
  navigationNarrow: 64,
  topBar: 52,
  statusLine: 34,
  /** Smallest pointer target. */
  target: 32,
} as const
