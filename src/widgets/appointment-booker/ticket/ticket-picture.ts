import type { Appointment } from '../../../contract/appointment.ts';
import { pick, translate } from '../../../core/index.ts';
import type { QrCode } from '../../shared/qr-code.ts';
import { saveFile } from './save-file.ts';
import { amountOf, whenOf } from '../steps/session-picker.ts';
import { feeLine, tellHow, ticketTextsOf, type Widget } from './ticket.ts';

/** Content of a ticket's picture, from top to bottom. */
interface Picture {
  title: string;
  number: string;
  lines: readonly string[];
  qr: QrCode;
}

const width = 720;
const margin = 48;
const line = 44;
const qrSize = 320;
const font = 'system-ui, "Noto Sans", sans-serif';

/** Saves a ticket as PNG, where the browser supports it. */
export async function savePicture(widget: Widget, appointment: Appointment, qr: QrCode): Promise<void> {
  const { number } = appointment;
  const picture = await drawPicture({ title: widget.text.number, number, lines: linesOf(widget, appointment), qr });
  if (picture) saveFile(picture, `${number}.png`);
}

/** The text of a ticket, line by line. */
function linesOf(widget: Widget, appointment: Appointment): string[] {
  const { text, portal, lang } = widget;
  const ticketText = ticketTextsOf(widget);
  const { service, place, papers, fees, note, turn, home, units } = appointment;
  return [
    whenOf(appointment, portal.format),
    turn ? ticketText.turn(portal.format.time(turn.from), portal.format.time(turn.to)) : '',
    [translate(service, 'name', lang), amountOf(units, text)].filter(Boolean).join(', '),
    ...(home
      ? [`${text.atHome}: ${home.hamlet}, ${home.area}`, `${text.doorCode}: ${home.doorCode}`, ticketText.doorHint]
      : [place.name, place.address]),
    tellHow(widget, appointment),
    ...papers.map(paper => `– ${ticketText.paper(translate(paper, 'name', lang), paper.originals, paper.copies)}`),
    note ? pick(note, lang) : '',
    ...fees.map(fee => feeLine(widget, fee)),
  ].filter(Boolean);
}

async function drawPicture({ title, number, lines, qr }: Picture): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.font = `28px ${font}`;
  const rows = lines.flatMap(text => wrap(pen, text, width - 2 * margin));
  canvas.width = width;
  canvas.height = margin * 2 + 60 + 150 + rows.length * line + qrSize + margin;
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
  const size = Math.floor(qrSize / qr.rows.length);
  qr.rows.forEach((row, i) =>
    row.forEach((dark, j) => {
      if (dark) pen.fillRect(margin + j * size, y + margin / 2 + i * size, size, size);
    }),
  );
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? undefined), 'image/png'));
}

function wrap(pen: CanvasRenderingContext2D, text: string, most: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    const longer = row ? `${row} ${word}` : word;
    if (row && pen.measureText(longer).width > most) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return [...rows, row];
}
