export { embedPages } from './embed-page.ts';
export { builderPages } from './pages.ts';
export { snippet } from './snippet.ts';
export { type EmbedOptions, embedSection } from './officer/embed-section.ts';
