import { XMLParser } from 'fast-xml-parser';
import { ExchangeFailed } from '../../mapping/index.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: true,
});

/** Parses XML for expressions: elements become fields without prefixes, attributes fields with `@`, all values text. */
export function readXml(text: string): unknown {
  try {
    return parser.parse(text, true) as unknown;
  } catch {
    throw new ExchangeFailed('not-understood');
  }
}
