/** Print styles of a dossier on A4. */
export const sheet = `
@page { size: A4; margin: 18mm; }
body { font: 13pt/1.5 'Times New Roman', 'Noto Serif', serif; color: #000; background: #fff; margin: 0; }
h1 { font-size: 18pt; margin: 0 0 2mm; } h3 { font-size: 13pt; margin: 5mm 0 1mm; } p, ul, ol { margin: 0 0 1.5mm; }
ol { padding-left: 6mm; } svg, .button, .actions, .spoken { display: none; } section { break-inside: avoid; }
`;
