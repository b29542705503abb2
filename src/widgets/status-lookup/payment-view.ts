import { html, icon, nothing } from '../../core/index.ts';
import { copyText } from '../shared/copy-text.ts';
import { copyIcon } from '../shared/icons.ts';
import { qrCode } from '../shared/qr-code.ts';
import type { View } from './next-action.ts';
import { paymentTexts } from './payment.texts.ts';

/**
 * Account and VietQR code of a transfer; nothing for a dossier without an account.
 * @param spoken receives what to announce
 */
export function paymentView({ widget, text: dossierText, dossier: { task } }: View, spoken: (text: string) => void) {
  const account = task?.payment?.account;
  if (!account) return nothing;
  const text = widget.portal.plugins.textsFor(widget.lang, 'mc-status-lookup', paymentTexts);
  const amount = task.amount === undefined ? '' : text.dong(widget.portal.format.number(task.amount));
  const copy = async (value: string) => {
    spoken((await copyText(value)) ? dossierText.copied : dossierText.notCopied);
  };
  const fact = (name: string, value: string | undefined, copied = false) =>
    value
      ? html`<dt>${name}</dt>
          <dd class="number copy" translate="no">
            <span>${value}</span>
            ${
              copied
                ? html`<button type="button" class="link" aria-label=${text.copyWhat(name)} @click=${() => copy(value)}>
                    ${icon(copyIcon)}${dossierText.copy}
                  </button>`
                : nothing
            }
          </dd>`
      : nothing;
  return html`<section class="stack" aria-labelledby="transfer">
    <h3 id="transfer" tabindex="-1">${text.transferTitle}</h3>
    <div class="two">
      <dl class="facts">
        ${fact(text.bank, account.bank)} ${fact(text.account, account.number, true)} ${fact(text.holder, account.name)}
        ${fact(text.amount, amount)} ${fact(text.remark, account.remark, true)}
      </dl>
      ${
        task.payment?.vietQr
          ? html`<div class="qr-box">
              ${qrCode(task.payment.vietQr).image(text.vietQr)}
              <p class="sub">${text.scan}</p>
            </div>`
          : nothing
      }
    </div>
  </section>`;
}
