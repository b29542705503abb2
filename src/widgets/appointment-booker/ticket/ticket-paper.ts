import type { Appointment } from '../../../contract/appointment.ts';
import { html, printSheet } from '../../../core/index.ts';
import type { QrCode } from '../../shared/qr-code.ts';
import { bringList, tellHow, ticketHead, ticketTextsOf, type Widget } from './ticket.ts';

/** Print styles of a ticket: A5, the top of a larger sheet, or an 80 mm roll. */
const sheet = `
@page { margin: 4mm; }
body { font: 12pt/1.45 'Times New Roman', 'Noto Serif', serif; color: #000; background: #fff; margin: 0 auto; padding: 8mm; max-width: 124mm; box-sizing: border-box; overflow-wrap: break-word; }
h1 { font-size: 15pt; margin: 0 0 2mm; } h3 { font-size: 12pt; margin: 4mm 0 1mm; } p, ul { margin: 0 0 1.5mm; } ul { padding-left: 5mm; }
.huge { font-size: 40pt; line-height: 1.1; font-weight: 700; } .big { font-size: 15pt; font-weight: 700; }
.qr { width: 38mm; height: 38mm; float: right; margin: 0 0 2mm 3mm; } section { break-inside: avoid; }
@media (max-width: 90mm) { body { padding: 0; font-size: 11pt; } .qr { display: block; float: none; margin: 0 auto 2mm; } .huge { text-align: center; } }
`;

/** Prints a ticket with instructions and papers. */
export const printTicket = (widget: Widget, appointment: Appointment, qr: QrCode): void =>
  printSheet(
    html`${qr.image(ticketTextsOf(widget).qr(appointment.number))} ${ticketHead(widget, appointment)}
      <p>${tellHow(widget, appointment)}</p>
      ${bringList(widget, appointment)}`,
    sheet,
    widget.lang,
  );
