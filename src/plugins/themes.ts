import type { Plugin } from '../core/plugin.ts';

/**
 * Themes beside the default; `data-theme` names one or several, `quiet large`. Loaded by pages that name one.
 * `docs/widget.md` explains the properties.
 */
export const themes = {
  name: 'themes',
  themes: {
    /** Red and gold of the national emblem; failures turn plum, so that they do not look like buttons. */
    national: {
      '--mc-color-accent': '#a5131a',
      '--mc-color-accent-soft': '#fcefec',
      '--mc-color-stopped': '#74124f',
      '--mc-color-stopped-soft': '#fbeaf4',
      '--mc-color-stopped-line': '#e0aecb',
      '--mc-color-stopped-mark': '#b0327f',
    },
    /** For a page with strong colours of its own: ink does the work. */
    quiet: {
      '--mc-color-accent': '#2a394b',
      '--mc-color-accent-soft': '#eef2f6',
    },
    /** Contrast 7:1 everywhere, no tinted backgrounds. */
    contrast: {
      '--mc-color-accent': '#00307a',
      '--mc-color-accent-soft': '#fff',
      '--mc-color-on-accent': '#fff',
      '--mc-color-ink': '#000',
      '--mc-color-muted': '#222',
      '--mc-color-line': '#000',
      '--mc-color-edge': '#000',
      '--mc-color-paper': '#fff',
      '--mc-color-ground': '#fff',
      '--mc-color-going': '#003347',
      '--mc-color-going-soft': '#fff',
      '--mc-color-your-move': '#4a2a00',
      '--mc-color-your-move-soft': '#fff',
      '--mc-color-done': '#00401c',
      '--mc-color-done-soft': '#fff',
      '--mc-color-stopped': '#6e0000',
      '--mc-color-stopped-soft': '#fff',
      '--mc-color-rest': '#222',
      '--mc-color-rest-soft': '#fff',
    },
    large: { '--mc-text-size': '1.5em', '--mc-target-size': '56px' },
    dark: {
      '--mc-color-accent': '#94bcff',
      '--mc-color-accent-soft': '#1b2d4a',
      '--mc-color-on-accent': '#071831',
      '--mc-color-ink': '#eef3f8',
      '--mc-color-muted': '#b6c3d1',
      '--mc-color-line': '#2f3e50',
      '--mc-color-edge': '#8496aa',
      '--mc-color-paper': '#131c28',
      '--mc-color-ground': '#0c131c',
      '--mc-color-going': '#8fd3ea',
      '--mc-color-going-soft': '#12293a',
      '--mc-color-going-line': '#2a5a6c',
      '--mc-color-your-move': '#ffc978',
      '--mc-color-your-move-soft': '#2c2414',
      '--mc-color-your-move-line': '#66502a',
      '--mc-color-done': '#8be0ac',
      '--mc-color-done-soft': '#132b20',
      '--mc-color-done-line': '#2c6344',
      '--mc-color-stopped': '#ffb0ab',
      '--mc-color-stopped-soft': '#381c20',
      '--mc-color-stopped-line': '#7d3a3c',
      '--mc-color-rest': '#b6c3d1',
      '--mc-color-rest-soft': '#1d2937',
      '--mc-color-rest-line': '#3a4a5d',
    },
  },
} satisfies Plugin;
