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
      '--mc-color-accent': '#a3121a',
      '--mc-color-accent-soft': '#fff4d9',
      '--mc-color-line': '#e2cf9f',
      '--mc-color-stopped': '#571040',
      '--mc-color-stopped-soft': '#f7eaf3',
    },
    quiet: {
      '--mc-color-accent': '#2c5876',
      '--mc-color-accent-soft': '#eef3f6',
      '--mc-color-ink': '#1f2a33',
      '--mc-color-muted': '#50606c',
      '--mc-color-line': '#d7dfe5',
      '--mc-color-your-move-soft': '#faf4e8',
      '--mc-color-done-soft': '#eef5f0',
      '--mc-color-stopped-soft': '#faf0f0',
      '--mc-radius': '4px',
    },
    /** Contrast 7:1 everywhere, no tinted backgrounds. */
    contrast: {
      '--mc-color-accent': '#00307a',
      '--mc-color-accent-soft': '#fff',
      '--mc-color-on-accent': '#fff',
      '--mc-color-ink': '#000',
      '--mc-color-muted': '#222',
      '--mc-color-line': '#000',
      '--mc-color-paper': '#fff',
      '--mc-color-your-move': '#4a2a00',
      '--mc-color-your-move-soft': '#fff',
      '--mc-color-done': '#00401c',
      '--mc-color-done-soft': '#fff',
      '--mc-color-stopped': '#6e0000',
      '--mc-color-stopped-soft': '#fff',
    },
    large: { '--mc-text-size': '1.5em', '--mc-target-size': '56px' },
    dark: {
      '--mc-color-accent': '#93c5f5',
      '--mc-color-accent-soft': '#18293a',
      '--mc-color-on-accent': '#0a1722',
      '--mc-color-ink': '#eef2f5',
      '--mc-color-muted': '#b7c3ce',
      '--mc-color-line': '#44535f',
      '--mc-color-paper': '#12191f',
      '--mc-color-your-move': '#f5c276',
      '--mc-color-your-move-soft': '#32270f',
      '--mc-color-done': '#86d8a1',
      '--mc-color-done-soft': '#123020',
      '--mc-color-stopped': '#ffa49d',
      '--mc-color-stopped-soft': '#3a1817',
    },
  },
} satisfies Plugin;
