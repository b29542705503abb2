/** Lines on a grid of 24 units, in the colours of the default theme. */
const drawing = (shape: string) =>
  `<g fill="none" stroke="#0b4f8a" stroke-width="1.1" stroke-linecap="round" stroke-linejoin="round">${shape}</g>`;

const sheet = '<path d="M6 3h8l4 4v14H6z" fill="#fff"/><path d="M14 3v4h4M9 11h6M9 14h6M9 17h3"/>';

/** The drawings that a guide script can name. */
export const drawings: Record<string, string> = {
  papers: drawing(`<path d="M4 5h8l3 3v14H4z" fill="#fff" transform="rotate(-8 9 13)"/>${sheet}`),
  phone: drawing(
    '<rect x="7" y="2" width="10" height="20" rx="2" fill="#fff"/><path d="M11 19h2M9.5 6h5M9.5 9h5"/><path d="m9.5 13 2 2 3.5-3.5" stroke="#12612f" stroke-width="1.6"/>',
  ),
  desk: drawing(
    '<circle cx="12" cy="6" r="3" fill="#fff"/><path d="M6.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5" fill="#fff"/><path d="M2.5 14h19v7h-19z" fill="#fff"/><path d="M9 17.5h6"/>',
  ),
  certificate: drawing(
    '<path d="M3 4h18v13H3z" fill="#fff"/><path d="M6.5 8h11M6.5 11h7"/><circle cx="17" cy="16" r="3" fill="#fff1da" stroke="#7a4300"/><path d="m15.5 18.5-.8 3.5 2.3-1.3 2.3 1.3-.8-3.5" stroke="#7a4300"/>',
  ),
  money: drawing('<path d="M2 7h20v11H2z" fill="#fff"/><circle cx="12" cy="12.5" r="3"/><path d="M5 10v5M19 10v5"/>'),
  search: drawing(
    `${sheet}<circle cx="15.5" cy="15.5" r="4" fill="#fff1da" stroke="#7a4300"/><path d="m18.5 18.5 3 3" stroke="#7a4300" stroke-width="1.6"/>`,
  ),
  calendar: drawing(
    '<path d="M3 5h18v16H3z" fill="#fff"/><path d="M3 10h18M8 3v4M16 3v4"/><path d="m8 15.5 3 3 5.5-5.5" stroke="#12612f" stroke-width="1.6"/>',
  ),
};
