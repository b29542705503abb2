import type { Guide } from '../../contract/guide.ts';
import type { PlayerPreferences } from './progress-store.ts';

/**
 * Puts captions on the video's text tracks and shows those of a language where needed: in full screen the browser's
 * own, because our box is behind.
 */
export function showCaptions(
  video: HTMLVideoElement,
  captions: Guide['captions'],
  lang: string,
  place: PlayerPreferences['place'],
  languages: Record<string, string>,
): void {
  const { textTracks } = video;
  // Captions that come as files have a `<track>` each.
  if (textTracks.length < captions.length)
    for (const { lang, cues } of captions) {
      const track = cues && video.addTextTrack('captions', languages[lang] ?? lang, lang);
      for (const { from, to, text } of cues ?? []) track?.addCue(new VTTCue(from, to, text));
    }
  const { webkitDisplayingFullscreen } = video as { webkitDisplayingFullscreen?: boolean };
  const isFull = webkitDisplayingFullscreen || (video.getRootNode() as ShadowRoot).fullscreenElement === video;
  const inside = place !== 'off' && (place !== 'below' || isFull);
  for (let i = 0; i < textTracks.length; i++) {
    const track = textTracks[i]!;
    const mode = inside && track.language === lang ? 'showing' : 'hidden';
    if (track.mode !== mode) track.mode = mode;
    const { cues } = track;
    for (let j = 0; j < (cues ? cues.length : 0); j++) (cues![j] as VTTCue).line = place === 'top' ? 0 : 'auto';
  }
}
