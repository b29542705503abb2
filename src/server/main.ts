import { commands } from './cli/index.ts';
import { texts } from './cli/texts.ts';

const [verb = 'help', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, verb) ? commands[verb as keyof typeof commands] : undefined;

if (!command) {
  console.log(texts.help);
  process.exitCode = ['help', '--help', '-h'].includes(verb) ? 0 : 2;
} else {
  try {
    await command(rest);
  } catch (error) {
    console.error(`motcua ${verb}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
