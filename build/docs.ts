import { toJsonSchema } from '@valibot/to-json-schema';
import {
  commonErrors,
  contractVersion,
  operations,
  Problem,
  problems,
  writeErrors,
  type Operation,
  type Slug,
} from '../src/contract/index.ts';
import { MapFile } from '../src/mapping/index.ts';
import { OfficeFile } from '../src/server/office/index.ts';
import { docsOf, type Field } from './contract-docs.ts';
import { elementTables } from './element-docs.ts';
import { checkMarked, markdownTable } from './marked.ts';
import { requestOf } from '../src/contract/requests/index.ts';

/** The tables of docs/contract.md. */
export function contractTables(): string {
  return operations.map(section).join('\n');
}

/** OpenAPI 3.1 of the whole contract. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations as readonly Operation[]) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = openApiOperation(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Một Cửa', version: contractVersion, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api' }],
    paths,
    components: { schemas: { Problem: schemaOf(Problem) } },
  };
}

/** JSON Schema of a map, for editors. */
export function mapSchema(): object {
  return { ...(toJsonSchema(MapFile) as object), title: 'Một Cửa: map of another system', $id: 'map.schema.json' };
}

/** JSON Schema of an office file, for editors. */
export function officeSchema(): object {
  // Days are checked by a function beside their pattern, which a schema cannot say.
  const schema = toJsonSchema(OfficeFile, { errorMode: 'ignore' });
  return { ...(schema as object), title: 'Một Cửa: office file', $id: 'office.schema.json' };
}

/** Whether generated docs are up to date; with `write`, updates them. */
export async function checkDocs(write: boolean): Promise<boolean> {
  const contract = await checkMarked('docs/contract.md', 'operations', contractTables(), write);
  return (await checkMarked('docs/elements.md', 'elements', elementTables(), write)) && contract;
}

function errorsOf(operation: Operation): Slug[] {
  return [...requestOf(operation).errors, ...(operation.writes ? writeErrors : []), ...commonErrors].filter(
    (slug, index, all) => all.indexOf(slug) === index,
  );
}

function section(operation: Operation): string {
  const { name, method, path, writes } = operation;
  const { comment, input, output } = docsOf(name);
  return `### ${name}

\`${method} ${path}\`${writes ? ' · writes: needs an `Idempotency-Key`' : ''}

${comment}

${table('Input', input)}
${table('Output', output)}
Errors: ${errorsOf(operation)
    .map(slug => `[${slug}](errors.md#${slug})`)
    .join(' · ')}
`;
}

const table = (title: string, fields: readonly Field[]): string =>
  `${markdownTable(
    [title, 'Type', 'Always', 'Meaning'],
    fields.map(({ path, type, required, comment }) => [`\`${path}\``, type, required ? 'yes' : '', comment]),
  )}\n`;

function openApiOperation(operation: Operation): object {
  const { name, method, path, writes, output } = operation;
  const { comment, input: inputFields, output: outputFields } = docsOf(name);
  const asked = schemaOf(requestOf(operation).input, inputFields) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  const byStatus: Record<string, Slug[]> = {};
  for (const slug of errorsOf(operation)) (byStatus[problems[slug]] ??= []).push(slug);
  const parameters = Object.entries(asked.properties ?? {}).map(([field, schema]) => ({
    name: field,
    in: path.includes(`{${field}}`) ? 'path' : 'query',
    required: asked.required?.includes(field) ?? false,
    schema,
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^[\\w-]{16,64}$' },
  };
  const answer = { description: comment, content: { 'application/json': { schema: schemaOf(output, outputFields) } } };
  return {
    operationId: name,
    summary: comment,
    ...(method === 'GET'
      ? { parameters }
      : { requestBody: { required: true, content: { 'application/json': { schema: asked } } } }),
    ...(writes && { parameters: [key] }),
    responses: {
      '200': answer,
      ...(writes && { '201': answer }),
      ...Object.fromEntries(
        Object.entries(byStatus).map(([status, slugs]) => [
          status,
          {
            description: slugs.join(', '),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

function schemaOf(schema: Operation['output'], fields: readonly Field[] = []): object {
  const { $schema: _, ...json } = toJsonSchema(schema, { errorMode: 'ignore' }) as Record<string, unknown>;
  for (const { path, comment } of fields) if (comment) describe(json, path.replaceAll('[]', '').split('.'), comment);
  return json;
}

/** Adds the contract's comment to a field of a JSON schema. */
function describe(schema: Record<string, unknown>, [name, ...rest]: string[], comment: string): void {
  for (const option of [schema, ...((schema['anyOf'] ?? schema['oneOf'] ?? []) as Record<string, unknown>[])]) {
    const shape = (option['items'] ?? option) as {
      properties?: Record<string, Record<string, unknown>>;
      anyOf?: Record<string, unknown>[];
    };
    const property = name ? shape.properties?.[name] : undefined;
    if (!property) continue;
    if (rest.length) describe(property, rest, comment);
    else property['description'] ??= comment;
  }
}
