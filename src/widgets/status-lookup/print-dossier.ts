import type { Dossier } from '../../contract/dossier.ts';
import { html, printSheet, type PortalController } from '../../core/index.ts';
import { dossierView, summary } from './dossier-view.ts';
import { sheet } from './print-sheet.ts';
import type { StatusTexts } from './status-lookup.texts.ts';

/** Prints a dossier on a sheet of its own, without the page around it. */
export function printDossier(widget: PortalController<StatusTexts>, dossier: Dossier): void {
  printSheet(
    html`<h1>${dossier.code}</h1>
      ${summary(widget.text, dossier)} ${dossierView({ widget, dossier })}
      <p>${widget.text.updated(widget.portal.format.moment(dossier.updatedAt))}</p>`,
    sheet,
    widget.lang,
  );
}
