import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  stories: ['../stories/*.stories.ts'],
  staticDirs: [{ from: '../src/server/sample/guides', to: '/guides' }],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Decorators and fields as tsconfig.json has them.
  viteFinal: vite => ({ ...vite, esbuild: { target: 'es2022' } }),
};

export default config;
