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

/** XML as expressions read it: elements are fields without their prefixes, attributes fields with `@`, all values text. */
export function readXml(text: string): unknown {
  try {
    return parser.parse(text, true) as unknown;
  } catch {
    throw new ExchangeFailed('not-understood');
  }
}
