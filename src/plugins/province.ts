import type { Plugin } from '../core/plugin.ts';

/** A province’s own colours and words, to copy: `data-theme="province"` wears it. */
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
