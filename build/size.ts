import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Gzip sizes beside Lit's own in the same run, and the bars that must be kept. */
const gzip = (text: string | Uint8Array) => gzipSync(text, { level: 9 }).length;
const of = (file: string) => gzip(readFileSync(`dist/${file}`));

const lit = buildSync({
  stdin: { contents: "export { LitElement, html, css } from 'lit'", resolveDir: '.' },
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2020',
  legalComments: 'none',
});
const litSize = gzip(lit.outputFiles[0]?.contents ?? '');

const core = of('motcua.js');
const status = of('mc-status-lookup.js');
const feedback = of('mc-feedback-form.js');
const kb = 1024;

const rows: [name: string, bytes: number, bar?: number][] = [
  ['lit alone (reference)', litSize],
  // With the 1.2 KB that the new look may add, 0.5 KB for names and hashes of four more lazy modules and the desk of calls, 0.4 KB to ask early,
  // 0.2 KB for translations of the backend's texts, 0.7 KB for what the office says on widgets: shown,
  // asked once for all widgets of a page, films stopped and the focus moved where one is paused.
  ['motcua.js (core)', core, 20.5 * kb],
  // 0.3 KB of the 0.7 KB that subscriptions may add: they, lists of codes and scanners that type start here.
  ['mc-status-lookup.js', status, 7.9 * kb],
  // With 0.3 KB to open subscriptions and to read them anew.
  ['dossiers.js (the answer of the status lookup, loaded while a code is typed)', of('dossiers.js'), 8.7 * kb],
  ['payment.js (account and VietQR code of a fee, when opened)', of('payment.js')],
  ['several.js (for support teams with a list of codes)', of('several.js')],
  ['subscribe.js (who is told of a dossier, when opened)', of('subscribe.js')],
  ['scan.js (the decoder of QR codes, with the first photo of a receipt)', of('scan.js')],
  // 0.1 KB for errors that say what to do.
  ['mc-feedback-form.js', feedback, 10.3 * kb],
  // 0.8 KB above the first bar for the reducer, 0.2 KB for a build without text replacements,
  // 1.5 KB that the new look may add, 1.2 KB for the week beside the month, the step that asks for the way, months without empty Sundays, skeletons of rows,
  // 0.6 KB to find a ticket, to ask once for a visit to oneself, icons on the check step, translated names, 0.5 KB for icons of services and faces
  // where nothing is found.
  ['mc-appointment-booker.js', of('mc-appointment-booker.js'), 27.6 * kb],
  // 0.3 KB for translated papers and the face where nothing is found, 0.4 KB to count what is watched.
  ['mc-guide-player.js', of('mc-guide-player.js'), 11.3 * kb],
  ['mc-duty-roster.js', of('mc-duty-roster.js'), 7 * kb],
  ['mc-notice-desk.js (only where officers call citizens)', of('mc-notice-desk.js'), 9 * kb],
  ['tickets.js (ticket, QR code, picture, waitlist: for those who have booked, or wait)', of('tickets.js')],
  ['screen.js (the hall screen with its QR code)', of('screen.js')],
  ['agencies.js (only where a page stands for several agencies)', of('agencies.js')],
  ['proof.js (only where many wrong tries, or many holds, ask for a proof of work)', of('proof.js')],
  ['map.js (only where data-map names a map)', of('map.js')],
  ['english.js (only where data-lang="en")', of('english.js')],
  ['themes.js (only where data-theme names one)', of('themes.js')],
  ['altcha.js (only where a page names it)', of('altcha.js')],
  ['analytics.js (only where a page names it)', of('analytics.js')],
  ['tv/tv.js (the page of a hall screen)', of('tv/tv.js'), 10 * kb],
  ['core + status lookup', core + status],
  // The sum of the bars of its parts; it has the English texts, too, of which 1 KB belongs to the desk of calls.
  ['motcua.all.js', of('motcua.all.js'), 84.8 * kb],
];

let over = 0;
for (const [name, bytes, bar] of rows) {
  const judged = bar ? `   bar ${bar}  ${bytes <= bar ? 'kept' : 'OVER'}` : '';
  if (bar && bytes > bar) over++;
  console.log(
    `${String(bytes).padStart(7)} B gzip  ${(bytes / litSize).toFixed(2).padStart(5)} × lit  ${name}${judged}`,
  );
}
process.exitCode = over ? 1 : 0;
