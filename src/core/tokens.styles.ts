import { css } from 'lit';

/**
 * Design tokens of every widget. Pages and themes set the public `--mc-*` properties, from which the private `--_*`
 * take their values. A `-line` or `-mark` that a theme leaves out takes the meaning's own colour.
 *
 * @cssprop --mc-color-accent - What can be pressed, and what is chosen.
 * @cssprop --mc-color-accent-soft - Background of what is chosen.
 * @cssprop --mc-color-on-accent - Text on the accent; at least 4.5:1 against it.
 * @cssprop --mc-color-ink - Text.
 * @cssprop --mc-color-muted - Secondary text; at least 4.5:1 against the background.
 * @cssprop --mc-color-line - Lines between things.
 * @cssprop --mc-color-edge - Edges of fields and of what can be picked; at least 3:1 against the background.
 * @cssprop --mc-color-paper - Background.
 * @cssprop --mc-color-ground - Background of what lies deeper: the call strip, table heads, skeletons.
 * @cssprop --mc-color-going - What the office does; information.
 * @cssprop --mc-color-going-soft - Background of what the office does.
 * @cssprop --mc-color-your-move - What the citizen has to do.
 * @cssprop --mc-color-your-move-soft - Background of what the citizen has to do.
 * @cssprop --mc-color-done - What is done.
 * @cssprop --mc-color-done-soft - Background of what is done.
 * @cssprop --mc-color-stopped - What is refused, failed or late.
 * @cssprop --mc-color-stopped-soft - Background of what is refused, failed or late.
 * @cssprop --mc-color-rest - What was withdrawn or is closed.
 * @cssprop --mc-color-rest-soft - Background of what was withdrawn or is closed.
 * @cssprop --mc-color-on-meaning - Text on the colour of a meaning; at least 4.5:1 against it.
 * @cssprop --mc-color-going-line - Edge round what the office does.
 * @cssprop --mc-color-going-mark - Ornament of what the office does; never text.
 * @cssprop --mc-color-your-move-line - Edge round what the citizen has to do.
 * @cssprop --mc-color-your-move-mark - Ornament of what the citizen has to do; never text.
 * @cssprop --mc-color-done-line - Edge round what is done.
 * @cssprop --mc-color-done-mark - Ornament of what is done; never text.
 * @cssprop --mc-color-stopped-line - Edge round what is refused, failed or late.
 * @cssprop --mc-color-stopped-mark - Ornament of what is refused, failed or late; never text.
 * @cssprop --mc-color-rest-line - Edge round what was withdrawn or is closed.
 * @cssprop --mc-color-rest-mark - Ornament of what was withdrawn or is closed; never text.
 * @cssprop --mc-radius - Radius of buttons and fields.
 * @cssprop --mc-radius-card - Radius of cards and of the widget.
 * @cssprop --mc-target-size - Height of buttons, links and fields.
 * @cssprop --mc-font - Font family.
 * @cssprop --mc-text-size - Text size, relative to the reader's own.
 * @cssprop --mc-padding - Space at the edges.
 */
export const tokens = css`
  .mc {
    --_accent: var(--mc-color-accent, #17479e);
    --_accent-soft: var(--mc-color-accent-soft, #eaf0fb);
    --_on-accent: var(--mc-color-on-accent, #fff);
    --_ink: var(--mc-color-ink, #121c2a);
    --_muted: var(--mc-color-muted, #3f4e61);
    --_line: var(--mc-color-line, #d7dfe8);
    --_edge: var(--mc-color-edge, #74849a);
    --_paper: var(--mc-color-paper, #fff);
    --_ground: var(--mc-color-ground, #f3f6f9);
    --_going: var(--mc-color-going, #0a5068);
    --_wait: var(--mc-color-your-move, #7d4100);
    --_done: var(--mc-color-done, #0c5a30);
    --_stop: var(--mc-color-stopped, #94161c);
    --_rest: var(--mc-color-rest, #3f4e61);
    --_on-tone: var(--mc-color-on-meaning, var(--_paper));
    --_radius: var(--mc-radius, 10px);
    --_card: var(--mc-radius-card, 14px);
    --_target: var(--mc-target-size, 48px);
    --_pad: var(--mc-padding, 16px);
  }
  .mc,
  .going {
    --_tone: var(--_going);
    --_tone-soft: var(--mc-color-going-soft, #e4f2f7);
    --_tone-line: var(--mc-color-going-line, var(--mc-color-going, #a5cfdd));
    --_tone-mark: var(--mc-color-going-mark, var(--mc-color-going, #1f8fb5));
  }
  .yours {
    --_tone: var(--_wait);
    --_tone-soft: var(--mc-color-your-move-soft, #fff1d9);
    --_tone-line: var(--mc-color-your-move-line, var(--mc-color-your-move, #ecc27f));
    --_tone-mark: var(--mc-color-your-move-mark, var(--mc-color-your-move, #e3951a));
  }
  .done {
    --_tone: var(--_done);
    --_tone-soft: var(--mc-color-done-soft, #e3f5e9);
    --_tone-line: var(--mc-color-done-line, var(--mc-color-done, #a2d5b5));
    --_tone-mark: var(--mc-color-done-mark, var(--mc-color-done, #2b9f5f));
  }
  .stopped {
    --_tone: var(--_stop);
    --_tone-soft: var(--mc-color-stopped-soft, #fdecec);
    --_tone-line: var(--mc-color-stopped-line, var(--mc-color-stopped, #eeb3b3));
    --_tone-mark: var(--mc-color-stopped-mark, var(--mc-color-stopped, #d8393f));
  }
  .rest {
    --_tone: var(--_rest);
    --_tone-soft: var(--mc-color-rest-soft, #eef2f6);
    --_tone-line: var(--mc-color-rest-line, var(--mc-color-rest, #c9d3de));
    --_tone-mark: var(--mc-color-rest-mark, var(--mc-color-rest, #8b9bad));
  }
`;
