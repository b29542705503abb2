import { html, printSheet } from '../../core/index.ts';
import { dossierHeader } from './dossier-header.ts';
import { dossierDetails, pausedLine } from './dossier-view.ts';
import type { View } from './next-action.ts';
import { sheet } from './print-sheet.ts';

const nothingToPress = { copy() {}, pay() {} };

/** Prints a dossier on a sheet of its own, without the page around it. */
export function printDossier(view: View): void {
  const { widget, text, dossier } = view;
  printSheet(
    html`${dossierHeader(view, nothingToPress, '')} ${pausedLine(view)} ${dossierDetails(view)}
      <p>${text.updated(widget.portal.format.moment(dossier.updatedAt))}</p>`,
    sheet,
    widget.lang,
  );
}
