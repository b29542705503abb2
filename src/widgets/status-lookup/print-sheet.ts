/** Print styles of a dossier on A4. */
export const sheet = `
@page { size: A4; margin: 18mm; }
body { font: 13pt/1.5 'Times New Roman', 'Noto Serif', serif; color: #000; background: #fff; margin: 0; }
h2 { font-size: 18pt; margin: 0 0 2mm; } h3 { font-size: 13pt; margin: 5mm 0 1mm; } h4 { margin: 0; } p, ul, ol, dl { margin: 0 0 1.5mm; }
.band { border-bottom: 1px solid #000; margin-bottom: 4mm; padding-bottom: 2mm; } .sheet { border: 1px solid #000; padding: 2mm 3mm; margin: 2mm 0; }
ol { padding: 0; list-style: none; } li { display: flex; justify-content: space-between; border-bottom: 1px solid #bbb; padding: 1mm 0; } .now { font-weight: 700; }
.leaf > * { display: inline; font-size: inherit; margin-right: 1.5mm; } .due strong, .due .sub { display: inline; margin-right: 1.5mm; }
dt { float: left; clear: left; min-width: 35mm; } dd { margin: 0; font-weight: 700; }
svg, button, a, .actions, .spoken, .dot { display: none; } section { break-inside: avoid; }
`;
