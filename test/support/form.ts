import { Parser } from 'htmlparser2';

interface Form {
  action: string;
  fields: [name: string, value: string][];
}

/** What a browser sends for the last form of a page that goes to an address, without its buttons. */
export function formOf(page: string, address: string): Form {
  const forms: Form[] = [{ action: '', fields: [] }];
  const fields = () => forms[forms.length - 1]!.fields;
  let select: { name: string; options: string[]; chosen: string | undefined } | undefined;
  let area: { name: string; text: string } | undefined;
  const parser = new Parser({
    onopentag(tag, attributes) {
      const { name = '', value = '', type = '', action = '' } = attributes;
      if (tag === 'form') forms.push({ action, fields: [] });
      if (tag === 'select') select = { name, options: [], chosen: undefined };
      if (tag === 'textarea') area = { name, text: '' };
      if (tag === 'option' && select) {
        select.options.push(value);
        if ('selected' in attributes) select.chosen = value;
      }
      const isBox = type === 'checkbox' || type === 'radio';
      if (tag === 'input' && name && (!isBox || 'checked' in attributes)) fields().push([name, value]);
    },
    ontext: text => void (area && (area.text += text)),
    onclosetag(tag) {
      if (tag === 'select' && select) {
        fields().push([select.name, select.chosen ?? select.options[0] ?? '']);
        select = undefined;
      }
      if (tag === 'textarea' && area) {
        // The first line break of a textarea is not part of its text.
        fields().push([area.name, area.text.replace(/^\n/, '')]);
        area = undefined;
      }
    },
  });
  parser.end(page);
  const found = forms.findLast(({ action }) => action.startsWith(address));
  if (!found) throw new Error(`no form to ${address}: ${page}`);
  return found;
}
