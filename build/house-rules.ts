import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

/** Longer files are split. */
const maxLines = 300;
const maxMigrationLines = 500;

/** Texts, style sheets, sample data and migrations are lists: their length is not complexity. */
const isList = (file: string) =>
  /\.(?:texts|styles)(?:\.\w+)?\.ts$|\/texts\.ts$|\/(?:sample|presets)\//.test(file) || file.includes('/migrations/');

/** Folders whose exports are a public surface: each has a docstring. */
const documented = /^src\/(?:contract|core|mapping|domain)\//;

/** Names that were replaced when the vocabulary was standardized (docs/glossary.md). */
const retired = new Set(
  `unsay uncount groundOf refusalOf onceElsewhere onceASession serveLines endLine joinLine takeOffer leaveLine runErrand
  Misfit standIn lostTrack meaningOf refit wayOf clockOf giveUp loadPart providePart partFile Telling Asked Behind
  Surroundings Leads onlyAnswers plainPrivates tameLit smallShapes Shelf HoldKeeper KeptTickets LostSlot`.split(/\s+/),
);

/** Violations in the sources, one a line: too long files, retired names, exports without a docstring. */
export function houseViolations(): string[] {
  return ['src', 'build', 'test', 'stories'].flatMap(sourcesIn).flatMap(file => {
    const text = readFileSync(file, 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    return [...tooLong(file, text), ...retiredNames(file, source), ...undocumented(file, source)];
  });
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function tooLong(file: string, text: string): string[] {
  if (!file.startsWith('src/')) return [];
  const lines = text.split('\n').length - 1;
  const max = file.includes('/migrations/') ? maxMigrationLines : isList(file) ? Infinity : maxLines;
  return lines > max ? [`${file}: ${lines} lines, at most ${max}`] : [];
}

function retiredNames(file: string, source: ts.SourceFile): string[] {
  if (basename(file) === 'house-rules.ts') return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && retired.has(node.text.replace(/^#/, '')))
      found.push(`${file}: ${node.text} is a retired name`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function undocumented(file: string, source: ts.SourceFile): string[] {
  if (!documented.test(file) || isList(file)) return [];
  const declared = new Map<string, boolean>();
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    const documentedHere = ts.getJSDocCommentsAndTags(statement).length > 0;
    for (const name of namesOf(statement)) declared.set(name, documentedHere || (declared.get(name) ?? false));
  }
  return [...declared].flatMap(([name, ok]) => (ok ? [] : [`${file}: ${name} is exported without a docstring`]));
}

/** A type beside a schema of the same name shares its docstring. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as unknown as { name?: ts.Identifier };
  return name ? [name.text] : [];
}
