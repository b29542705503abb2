import type { Plugin } from '../core/plugin.ts';

/**
 * Themes beside the default; `data-theme` names one or several, `quiet large`. Loaded by pages that name one.
 * `docs/widget.md` explains the properties.
 */
export const themes = {
  name: 'themes',
  themes: {
    /** Red and gold of the national emblem. */
    national: {
      '--_accent': '#a3121a',
      '--_accent-soft': '#fff4d9',
      '--_line': '#e2cf9f',
      '--_stop': '#571040',
      '--_stop-soft': '#f7eaf3',
    },
    quiet: {
      '--_accent': '#2c5876',
      '--_accent-soft': '#eef3f6',
      '--_ink': '#1f2a33',
      '--_muted': '#50606c',
      '--_line': '#d7dfe5',
      '--_wait-soft': '#faf4e8',
      '--_done-soft': '#eef5f0',
      '--_stop-soft': '#faf0f0',
      '--_radius': '4px',
    },
    /** Contrast 7:1 everywhere, no tinted backgrounds. */
    contrast: {
      '--_accent': '#00307a',
      '--_accent-soft': '#fff',
      '--_on-accent': '#fff',
      '--_ink': '#000',
      '--_muted': '#222',
      '--_line': '#000',
      '--_paper': '#fff',
      '--_wait': '#4a2a00',
      '--_wait-soft': '#fff',
      '--_done': '#00401c',
      '--_done-soft': '#fff',
      '--_stop': '#6e0000',
      '--_stop-soft': '#fff',
    },
    large: { '--mc-text-size': '1.5em', '--_target': '56px' },
    dark: {
      '--_accent': '#93c5f5',
      '--_accent-soft': '#18293a',
      '--_on-accent': '#0a1722',
      '--_ink': '#eef2f5',
      '--_muted': '#b7c3ce',
      '--_line': '#44535f',
      '--_paper': '#12191f',
      '--_wait': '#f5c276',
      '--_wait-soft': '#32270f',
      '--_done': '#86d8a1',
      '--_done-soft': '#123020',
      '--_stop': '#ffa49d',
      '--_stop-soft': '#3a1817',
    },
  },
} satisfies Plugin;
