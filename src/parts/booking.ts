import type { TemplateResult } from 'lit';
import { encodeQR } from 'qr';
import type { Appointment } from '../contract/appointment.ts';
import { html, pick, printSheet, svg, type PortalController } from '../core/index.ts';
import type { BookerTexts } from '../widgets/appointment-booker/appointment-booker.texts.ts';
import { cancelQuestion } from '../widgets/appointment-booker/cancel-question.ts';
import { ended } from '../widgets/appointment-booker/ended.ts';
import { HomeForm } from '../widgets/appointment-booker/home-form.ts';
import { moveCheck } from '../widgets/appointment-booker/move-check.ts';
import { saveFile } from '../widgets/appointment-booker/save-file.ts';
import { amountOf, whenOf } from '../widgets/appointment-booker/session-picker.ts';
import { bringList, feeLine, tellHow, ticketHead } from '../widgets/appointment-booker/ticket.ts';
import { WaitingFace } from '../widgets/appointment-booker/waiting-face.ts';

/** A QR code (ISO/IEC 18004). */
export interface QrCode {
  /** Rows of dark and light, the quiet zone included. */
  rows: readonly (readonly boolean[])[];
  /** As one path of squares; `words` say what it is to those who do not see it. */
  image(words: string): TemplateResult;
}

/**
 * What only some need of the booker: who has booked, a QR code, files to keep or to send to somebody, how it looks on paper, to move and to cancel;
 * who waits, the line; who asks an officer to come home, the form.
 */
export interface BookingPart {
  qr(text: string): QrCode;
  saveCalendar(appointment: Appointment): void;
  /** Saves a ticket as a PNG, where the browser can draw. */
  savePicture(widget: PortalController<BookerTexts>, appointment: Appointment, qr: QrCode | undefined): Promise<void>;
  print(widget: PortalController<BookerTexts>, appointment: Appointment, qr: QrCode | undefined): void;
  ended: typeof ended;
  WaitingFace: typeof WaitingFace;
  HomeForm: typeof HomeForm;
  moveCheck: typeof moveCheck;
  cancelQuestion: typeof cancelQuestion;
}

/** What a ticket's picture shows, from top to bottom. */
interface Picture {
  title: string;
  number: string;
  lines: readonly string[];
  qr: QrCode | undefined;
}

const width = 720;
const margin = 48;
const line = 44;
const qrSize = 320;
const font = 'system-ui, "Noto Sans", sans-serif';

function qrCode(text: string): QrCode {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const size = rows.length;
  let path = '';
  rows.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    }),
  );
  const image = (words: string) =>
    html`<svg
      class="qr"
      viewBox="0 0 ${size} ${size}"
      role="img"
      aria-label=${words}
      shape-rendering="crispEdges"
      focusable="false"
    >
      ${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${path} fill="#000"/>`}
    </svg>`;
  return { rows, image };
}

/** What a ticket says, line by line. */
function linesOf(widget: PortalController<BookerTexts>, appointment: Appointment): string[] {
  const { text, portal, lang } = widget;
  const { service, place, papers, fees, note, turn, home, units } = appointment;
  return [
    whenOf(appointment, portal.format),
    turn ? text.turn(portal.format.time(turn.from), portal.format.time(turn.to)) : '',
    [service.name, amountOf(units, text)].filter(Boolean).join(', '),
    ...(home
      ? [`${text.atHome}: ${home.hamlet}, ${home.area}`, `${text.doorCode}: ${home.doorCode}`, text.doorHint]
      : [place.name, place.address]),
    tellHow(widget, appointment),
    ...papers.map(({ name, originals, copies }) => `– ${text.paper(name, originals, copies)}`),
    note ? pick(note, lang) : '',
    ...fees.map(fee => feeLine(widget, fee)),
  ].filter(Boolean);
}

async function drawPicture({ title, number, lines, qr }: Picture): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.font = `28px ${font}`;
  const rows = lines.flatMap(words => wrap(pen, words, width - 2 * margin));
  canvas.width = width;
  canvas.height = margin * 2 + 60 + 150 + rows.length * line + (qr ? qrSize + margin : 0);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  pen.textBaseline = 'top';
  pen.font = `32px ${font}`;
  pen.fillText(title, margin, margin);
  pen.font = `700 120px ${font}`;
  pen.fillText(number, margin, margin + 56);
  pen.font = `28px ${font}`;
  let y = margin + 210;
  for (const row of rows) {
    pen.fillText(row, margin, y);
    y += line;
  }
  if (qr) {
    const size = Math.floor(qrSize / qr.rows.length);
    qr.rows.forEach((row, i) =>
      row.forEach((dark, j) => {
        if (dark) pen.fillRect(margin + j * size, y + margin / 2 + i * size, size, size);
      }),
    );
  }
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? undefined), 'image/png'));
}

function wrap(pen: CanvasRenderingContext2D, words: string, most: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of words.split(' ')) {
    const longer = row ? `${row} ${word}` : word;
    if (row && pen.measureText(longer).width > most) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return [...rows, row];
}

/** How a ticket looks on paper: a slip of A5, also at the top of a larger sheet, or a roll of 80 mm, as the printer has it. */
const sheet = `
@page { margin: 4mm; }
body { font: 12pt/1.45 'Times New Roman', 'Noto Serif', serif; color: #000; background: #fff; margin: 0 auto; padding: 8mm; max-width: 124mm; box-sizing: border-box; overflow-wrap: break-word; }
h1 { font-size: 15pt; margin: 0 0 2mm; } h3 { font-size: 12pt; margin: 4mm 0 1mm; } p, ul { margin: 0 0 1.5mm; } ul { padding-left: 5mm; }
.huge { font-size: 40pt; line-height: 1.1; font-weight: 700; } .big { font-size: 15pt; font-weight: 700; }
.qr { width: 38mm; height: 38mm; float: right; margin: 0 0 2mm 3mm; } section { break-inside: avoid; }
@media (max-width: 90mm) { body { padding: 0; font-size: 11pt; } .qr { display: block; float: none; margin: 0 auto 2mm; } .huge { text-align: center; } }
`;

export const booking: BookingPart = {
  qr: qrCode,
  saveCalendar: ({ ics, number }) =>
    saveFile(new Blob([ics], { type: 'text/calendar;charset=utf-8' }), `${number}.ics`),
  savePicture: async (widget, appointment, qr) => {
    const { number } = appointment;
    const picture = await drawPicture({ title: widget.text.number, number, lines: linesOf(widget, appointment), qr });
    if (picture) saveFile(picture, `${number}.png`);
  },
  print: (widget, appointment, qr) =>
    printSheet(
      html`${qr?.image(widget.text.qr(appointment.number))} ${ticketHead(widget, appointment)}
        <p>${tellHow(widget, appointment)}</p>
        ${bringList(widget, appointment)}`,
      sheet,
      widget.lang,
    ),
  ended,
  WaitingFace,
  HomeForm,
  moveCheck,
  cancelQuestion,
};
