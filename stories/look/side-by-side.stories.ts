import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { themes } from '../../src/index.ts';
import { see } from '../support/acts.ts';
import { fixtures } from '../support/page.ts';

/** Every theme beside the others: the same header of a roster. */
const meta: Meta = {
  title: 'Look/Themes side by side',
  render: () =>
    html`<style>
        .side {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
          gap: 24px;
        }
        .side > section > p {
          margin: 0 0 8px;
          font: 700 16px/1.5 system-ui;
        }
      </style>
      <div class="side">
        ${['default', ...Object.keys(themes.themes)].map(
          theme =>
            html`<section>
              <p>${theme}</p>
              <mc-portal data-theme=${theme} .fetch=${fixtures({}, 'fine')}
                ><mc-duty-roster></mc-duty-roster
              ></mc-portal>
            </section>`,
        )}
      </div>`,
  play: async ({ canvasElement }) => see(canvasElement, '.band'),
};
export default meta;

export const ThemesSideBySide: StoryObj = {};
