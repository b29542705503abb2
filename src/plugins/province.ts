import type { Plugin } from '../core/plugin.ts';

/** Colours and texts of a province, as an example: `data-theme="province"`. */
export const province = {
  name: 'province',
  themes: {
    province: {
      '--_accent': '#00695c',
      '--_accent-soft': '#e3f2ef',
      '--_line': '#c3d8d4',
      '--_radius': '10px',
    },
  },
  locales: {
    vi: {
      'mc-status-lookup': { title: 'Hồ sơ của tôi đến đâu rồi?' },
      'mc-guide-player': { list: 'Xem hướng dẫn' },
    },
  },
} satisfies Plugin;
