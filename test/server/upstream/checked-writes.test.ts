import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BadMap, mistakeText } from '../../../src/mapping/index.ts';
import { readMap } from '../../../src/server/upstream/read-map.ts';
import { walkThrough } from '../../support/walk-through.ts';

type Json = Record<string, unknown>;
interface Editable {
  define: Json;
  operations: Record<string, { answer: unknown; steps?: Json[]; request?: Json }>;
  examples: Json;
}

/** What is told of the commune's map after a change, a line for each mistake. */
async function toldOf(change: (map: Editable) => void): Promise<string[]> {
  const map = walkThrough('https://xa.example') as unknown as Editable;
  change(map);
  try {
    await readMap(JSON.stringify(map, null, 2));
    return [];
  } catch (error) {
    if (!(error instanceof BadMap)) throw error;
    return error.mistakes.map(mistakeText);
  }
}

const booking = {
  agency: 'binh-minh',
  hold: 'eyJnaW8iOjE3OTU0MDI4MDB9.x',
  contact: { name: 'Trần Thị Út', phone: '+84912345678' },
  consents: [{ purpose: 'booking', version: '1' }],
};

describe('A mistake in what follows a write is found when the map is read', () => {
  const ticket = (answer: unknown) => (map: Editable) => void (map.operations['appointment.create']!.answer = answer);
  const opinion = (more: Json) => (map: Editable) => {
    const created = map.operations['feedback.create']!;
    created.answer = { ...(created.answer as Json), ...more };
  };

  it('and a map without one is taken', async () => {
    assert.deepEqual(await toldOf(() => {}), []);
  });

  it('a definition that hides a function or value', async () => {
    for (const name of ['now', 'input', 'seal', 'sum', 'http'])
      assert.match(
        (await toldOf(map => (map.define[name] = "='x'"))).join('\n'),
        new RegExp(`^line \\d+: define\\.${name}: \\$${name} is a function or value of its own`),
      );
  });

  it('a variable of an expression that hides a function that it calls', async () => {
    const told = await toldOf(opinion({ receivedAt: "=($instant := gui_luc; $instant($instant, 'epoch-s'))" }));
    assert.match(told.join('\n'), /answer\.receivedAt: \$instant is a function/);
    assert.deepEqual(await toldOf(opinion({ receivedAt: '=($count := gui_luc; $instant($count))' })), []);
    assert.deepEqual(
      await toldOf(opinion({ code: '=($f := function($x, $i) { $x & $i }; $f(ma, 1) & $map(ma, $f)[0])' })),
      [],
    );
  });

  it('and texts that are no expressions are none', async () => {
    const told = await toldOf(map => {
      Object.assign(map, {
        about: '= hệ thống cũ',
        vars: { op: '==', path: '/a/{b c}', body: 'Chào {tên, bạn}' },
        tables: { ...(map as unknown as { tables: Json }).tables, op: { eq: '=' } },
      });
    });
    assert.deepEqual(told, []);
    for (const code of [
      "=($day := $day(gui_luc, 'epoch-s'); ma & $day)",
      '=$string($reduce([1], function($sum, $x) { $sum + $x }) + $sum([1])) & ma',
      '=$string((function($list) { $list(1) })($string)) & ma',
      '=($sum := function($a) { $a }; $string($sum(1)) & ma)',
    ])
      assert.deepEqual(await toldOf(opinion({ code })), [], code);
  });

  it('names that nothing has, also in paths', async () => {
    assert.match((await toldOf(opinion({ code: '=$step.call.ma' }))).join('\n'), /there is nothing called \$step /);
    assert.match((await toldOf(opinion({ code: '=$text(ma)' }))).join('\n'), /there is no function \$text /);
    const path = (map: Editable) =>
      void (map.operations['feedback.create']!.request!['path'] = '/gop_y.php?ai={$inputs.contact.name}');
    assert.match((await toldOf(path)).join('\n'), /request\.path: there is nothing called \$inputs/);
  });

  it('a step that there is not', async () => {
    const told = await toldOf(map => void (map.operations['appointment.move']!.answer = '=$ticket($steps.olds, 1)'));
    assert.match(told.join('\n'), /move"\.answer: there is no step olds \(one of old, book, cancel\)/);
    assert.match((await toldOf(opinion({ code: '=$steps.first.ma' }))).join('\n'), /no step first \(one of call\)/);
  });

  it('fields that the contract needs, does not have, or has of another kind', async () => {
    assert.match(
      (await toldOf(opinion({ receivedAt: undefined }))).join('\n'),
      /^line \d+: operations\."feedback\.create"\.answer\.receivedAt: the contract needs it/,
    );
    assert.match((await toldOf(opinion({ codes: '=ma' }))).join('\n'), /answer\.codes: the contract has no such field/);
    assert.match((await toldOf(opinion({ kind: 'y-kien' }))).join('\n'), /answer\.kind: does not fit the contract/);
    assert.match(
      (await toldOf(opinion({ receivedAt: 'hôm nay' }))).join('\n'),
      /answer\.receivedAt: does not fit the contract/,
    );
    const read = (map: Editable) =>
      void (((map.operations['dossier.read']!.answer as Json)['timeline'] as { give: Json }).give = { at: '=luc' });
    assert.match((await toldOf(read)).join('\n'), /timeline\.give\.status: the contract needs it/);
  });

  it('what recorded answers show: a seal that is too long, an answer that does not fit', async () => {
    const recorded = [{ body: { ket_qua: 'OK', so_phieu: 12, thu: 'x'.repeat(600) } }];
    const withExample = (change: (map: Editable) => void) => (map: Editable) => {
      change(map);
      map.examples = { ...map.examples, 'appointment.create': { input: booking, recorded } };
    };
    assert.deepEqual(await toldOf(withExample(() => {})), []);
    assert.match(
      (await toldOf(withExample(ticket("=$merge([$ticket({}, so_phieu), { 'secret': $seal($) }])")))).join('\n'),
      /^line \d+: operations\."appointment\.create"\.answer: \$seal makes \d{3,} signs, and the contract takes 512/,
    );
    assert.match(
      (await toldOf(withExample(ticket("=$ticket({ 'gio': so_phieu_khac }, so_phieu)")))).join('\n'),
      /^line \d+: define\.ticket: the expression failed: a function cannot use what it is given/,
    );
    assert.match(
      (await toldOf(withExample(ticket("=$merge([{ 'status': 'done' }])")))).join('\n'),
      /answer: the answer does not fit the contract: \/number is missing/,
    );
  });
});
