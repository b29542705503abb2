import type { Plugin } from '../core/plugin.ts';

/** Colours and texts of a province, as an example: `data-theme="province"`. */
export const province = {
  name: 'province',
  themes: {
    province: {
      '--mc-color-accent': '#00695c',
      '--mc-color-accent-soft': '#e3f2ef',
      '--mc-color-line': '#c3d8d4',
      '--mc-radius': '10px',
    },
  },
  locales: {
    vi: {
      'mc-status-lookup': { title: 'Hồ sơ của tôi đến đâu rồi?' },
      'mc-guide-player': { list: 'Xem hướng dẫn' },
    },
  },
} satisfies Plugin;
