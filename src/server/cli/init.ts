import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { parsePhoneNumber } from '../../domain/phone.ts';
import {
  administrativeUnits,
  findUnits,
  type FoundUnit,
  type InitResult,
  initTexts,
  type InitTexts,
  parseHours,
} from '../office/index.ts';
import { callRunningServer } from '../platform/admin-rpc.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { snippet } from '../snippet-builder/index.ts';
import { runAdminCommand } from './admin-commands.ts';
import { distFolder } from './serve.ts';
import { texts } from './texts.ts';

const usage =
  'init [COMMUNE] [--address TEXT] [--phone NUMBER] [--desk NAME] [--hours TEXT] [--saturday TEXT] [--admin ID] [--admin-name NAME]';
const usualHours = '7:30-11:30, 13:00-17:00';

/** Asks a question; undefined where nobody can answer. */
type Ask = ((question: string) => Promise<string>) | undefined;

/** Makes the office of a commune to begin with, and its first admin; asks for what the flags leave out. */
export async function initCommand(args: string[]): Promise<void> {
  const flags = ['address', 'phone', 'desk', 'hours', 'saturday', 'admin', 'admin-name'] as const;
  const options = Object.fromEntries(flags.map(name => [name, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (positionals.length > 1) throw new Error(texts.usage(usage));
  const config = readConfig();
  const words = initTexts[config.language];
  const terminal = stdin.isTTY ? createInterface({ input: stdin, output: stdout }) : undefined;
  const ask: Ask = terminal && (question => terminal.question(question));
  try {
    const unit = await chooseUnit(positionals[0], words, ask);
    const address = await answer(values['address'], words.askAddress, ask, '--address');
    const phone = await answer(values['phone'], words.askPhone, ask, '--phone');
    if (parsePhoneNumber(phone).kind !== 'phone' && !/^[\d ]{3,12}$/.test(phone))
      throw new Error(words.badPhone(phone));
    const hours = values['hours'] ?? (await ask?.(words.askHours(usualHours))) ?? '';
    const saturday = values['saturday'] ?? (await ask?.(words.askSaturday)) ?? '';
    const office = {
      ...{ unit: unit.unit.code, address, phone, desk: values['desk'] },
      ...{ hours: readHours(hours || usualHours, words), saturday: saturday ? readHours(saturday, words) : undefined },
    };
    const admin = { id: values['admin'] ?? 'admin', name: values['admin-name'] ?? words.adminName };
    const made = JSON.parse(
      await runAdminCommand(config, 'init', JSON.stringify({ office, admin, language: config.language })),
    ) as InitResult;
    if (made.taken) throw new Error(words.taken(admin.id, made.taken));
    console.log(await report(made, phone, admin.id, config, words));
  } finally {
    terminal?.close();
  }
}

async function chooseUnit(search: string | undefined, words: InitTexts, ask: Ask): Promise<FoundUnit> {
  const wanted = await answer(search, words.askUnit, ask, 'COMMUNE');
  const found = findUnits(wanted);
  if (!found.length) throw new Error(words.noUnit(wanted));
  if (found.length === 1) return found[0]!;
  const provinces = new Map(administrativeUnits().map(({ code, name }) => [code, name]));
  const lines = found.map(({ unit, formerName }, nth) =>
    words.choice(nth + 1, unit.code, unit.name, provinces.get(unit.province) ?? '', formerName),
  );
  const list = [words.several(wanted), ...lines].join('\n');
  if (!ask) throw new Error(`${list}\n${words.chooseByCode}`);
  console.log(list);
  const chosen = found[Number(await ask(words.askChoice(found.length))) - 1];
  if (!chosen) throw new Error(words.chooseByCode);
  return chosen;
}

async function answer(given: string | undefined, question: string, ask: Ask, flag: string): Promise<string> {
  const text = (given ?? (await ask?.(question)) ?? '').trim();
  if (!text) throw new Error(texts.usage(`${usage}: ${flag}`));
  return text;
}

function readHours(text: string, words: InitTexts) {
  const hours = parseHours(text);
  if (!hours) throw new Error(words.badHours(text));
  return hours;
}

async function report(
  { agency, name, token }: InitResult,
  phone: string,
  admin: string,
  config: Config,
  words: InitTexts,
): Promise<string> {
  if (!token) return words.exists(name, agency);
  const url = config.publicUrl ?? `http://localhost:${config.port}`;
  const isRunning = !config.databaseUrl && (await callRunningServer(config.data, 'health')) !== undefined;
  return [
    words.made(name, agency),
    words.token(admin, token),
    words.next,
    ...words.steps({ url, agency, isRunning }).map((step, nth) => `${nth + 1}. ${step}`),
    linesToPaste(url, agency, phone, words),
  ].join('\n');
}

function linesToPaste(url: string, agency: string, phone: string, words: InitTexts): string {
  const file = join(distFolder, 'build.json');
  if (!existsSync(file)) return words.noBuild;
  const { scripts, elements } = snippet({
    base: `${url}/dist`,
    build: JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof snippet>[0]['build'],
    tags: ['mc-appointment-booker', 'mc-status-lookup'],
    settings: { api: `${url}/api`, agency, phone },
    fallback: words.fallback(phone),
  });
  return `\n${scripts}\n\n${elements.join('\n')}\n`;
}
