/** Print styles of a list of dossiers on A4. */
export const sheet = `
@page { size: A4; margin: 15mm; }
body { font: 11pt/1.4 'Times New Roman', 'Noto Serif', serif; color: #000; background: #fff; margin: 0; }
h2 { font-size: 15pt; margin: 0 0 4mm; }
table { width: 100%; border-collapse: collapse; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { padding: 1.5mm 2mm; text-align: left; vertical-align: top; border: 1px solid #666; }
.tag { margin: 0; font-weight: 700; } svg { display: none; }
.yours td { border-left: 2mm double #000; } .stopped td { border-left: 2mm solid #000; }
`;
