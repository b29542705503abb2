import type { LitElement } from 'lit';
import type { Guide } from '../../contract/guide.ts';
import { focusOn, html, icons, nothing, translate, type PortalController } from '../../core/index.ts';
import { checkbox, toggled } from '../shared/fields.ts';
import type { VideoPlayer } from './video-player.ts';
import type { ProgressStore } from './progress-store.ts';
import type { GuideTexts } from './guide-player.texts.ts';
import { formatDuration } from '../../domain/video-time.ts';

interface ChecklistContext {
  host: LitElement;
  widget: PortalController<GuideTexts>;
  memory: ProgressStore;
  film: VideoPlayer;
}

/** The papers of a guide, checked off on this device. */
export function checklist({ host, widget, memory: progress, film: player }: ChecklistContext, { id, papers }: Guide) {
  if (!papers.length) return nothing;
  const { text, portal, lang } = widget;
  const keep = (ticks: readonly string[]) => {
    progress.keep(id, { ticks });
    host.requestUpdate();
  };
  const wipe = () => {
    keep([]);
    focusOn(host, 'paper-0');
  };
  const kiosk = portal.settings.kiosk === 'true';
  const { ticks } = progress.of(id);
  const have = papers.filter(({ name }) => ticks.includes(name)).length;
  return html`<section class="papers stack" aria-labelledby="papers">
    <h3 id="papers">${text.papers}</h3>
    ${
      have === papers.length
        ? html`<p class="line near done">${icons.done}<span>${text.haveAll}</span></p>`
        : html`<p class="near number">${text.have(have, papers.length)}</p>`
    }
    ${kiosk ? nothing : html`<p class="hint near">${text.papersHint}</p>`}
    <ul class="list">
      ${papers.map((paper, i) => {
        const { name, originals, copies, condition, at } = paper;
        const shown = translate(paper, 'name', lang);
        return html`<li>
          ${checkbox(
            `paper-${i}`,
            html`<span lang=${widget.langOf(paper, 'name')}>${text.paper(shown, originals, copies)}</span>`,
            ticks.includes(name),
            () => keep(toggled(ticks, name)),
          )}
          ${condition ? html`<p class="hint">${widget.inLang(paper, 'condition')}</p>` : nothing}
          ${
            at !== null && player.playable
              ? html`<button
                  type="button"
                  class="link"
                  aria-label="${text.explained(formatDuration(at))}: ${shown}"
                  @click=${() => player.play(at)}
                >
                  ${text.explained(formatDuration(at))}
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ul>
    ${have && !kiosk ? html`<button type="button" class="link" @click=${wipe}>${text.wipe}</button>` : nothing}
  </section>`;
}
