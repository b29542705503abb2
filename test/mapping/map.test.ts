import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { feedbackCreate, procedureList } from '../../src/contract/index.ts';
import {
  BadMap,
  ExchangeFailed,
  MapFailed,
  MappedApi,
  missableRules,
  mistakeText,
  Refused,
  type Exchange,
} from '../../src/mapping/index.ts';
import { readCsv, readJson } from '../../src/mapping/body.ts';
import { merged } from '../../src/mapping/map.ts';
import { presetNames, readMap } from '../../src/server/upstream/read-map.ts';

const now = new Date('2026-11-23T09:00:00+07:00');
const asked: { method: string; url: string; headers: Record<string, string>; body?: string | undefined }[] = [];

/** An upstream system that answers each request in turn. */
const answering = (...answers: (unknown | { status: number; text: string } | Error)[]): Exchange => {
  asked.length = 0;
  return async request => {
    asked.push(request);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    const { status = 200, text = JSON.stringify(next) } = Object(next) as { status?: number; text?: string };
    return { status, headers: {}, text };
  };
};

const withList = (own: object, more: object = {}) =>
  new MappedApi({
    motcua: '1',
    name: 'x',
    base: 'https://x.example/api/',
    ...more,
    operations: { 'procedure.list': own },
  });
const procedures = { each: '=$', give: { code: '=ma', name: '=ten', shortName: '=ten', field: 'x' } };
const list = (map: MappedApi, exchange: Exchange, input: { agency: string; q?: string } = { agency: 'a' }) =>
  map.call(procedureList, input, { exchange, now }).then(({ procedures }) => procedures.map(({ name }) => name));

describe('A map', () => {
  it('asks with path, query and headers made of what is asked, and leaves out what is nothing', async () => {
    const map = withList(
      {
        request: {
          path: '/coquan/{agency}/thutuc',
          query: { tu: '=q', trang: 1, nhom: ['a', 'b'], khong: '=nothing' },
          headers: { 'X-Site': '=$vars.site' },
        },
        answer: { procedures },
      },
      { vars: { site: 20143 }, headers: { Accept: 'application/json' } },
    );
    assert.deepEqual(await list(map, answering([{ ma: '1', ten: 'Khai sinh' }]), { agency: 'Đất Đỏ/1', q: 'á&b' }), [
      'Khai sinh',
    ]);
    assert.equal(
      asked[0]?.url,
      'https://x.example/api/coquan/%C4%90%E1%BA%A5t%20%C4%90%E1%BB%8F%2F1/thutuc?tu=%C3%A1%26b&trang=1&nhom=a&nhom=b',
    );
    assert.deepEqual(asked[0]?.headers, { Accept: 'application/json', 'X-Site': '20143' });
  });

  it('makes a list of one thing, of nothing and of null', async () => {
    const map = withList({
      request: { path: '/' },
      answer: { procedures: '=data.{ "code": ma, "name": ten, "shortName": ten, "field": "x" }' },
    });
    assert.deepEqual(await list(map, answering({ data: [{ ma: '1', ten: 'A' }] })), ['A']);
    assert.deepEqual(await list(map, answering({ data: [] })), []);
    const each = withList({ request: { path: '/' }, answer: { procedures: { ...procedures, each: '=data' } } });
    for (const data of [null, [], undefined]) assert.deepEqual(await list(each, answering({ data })), []);
    assert.deepEqual(await list(map, answering({ data: [{ ma: 7, ten: 8 }] })), ['8']);
  });

  it('reads on as long as there are pages, and no further than it may', async () => {
    const map = withList({
      request: { path: '/', query: { start: '=$page * 2' } },
      pages: { while: '=$count($) = 2', most: 3 },
      answer: { procedures },
    });
    const [a, b, c] = ['A', 'B', 'C'].map(ten => ({ ma: '1', ten }));
    assert.deepEqual(await list(map, answering([a, b], [c])), ['A', 'B', 'C']);
    assert.deepEqual(
      asked.map(({ url }) => url.split('=')[1]),
      ['0', '2'],
    );
    assert.equal((await list(map, answering([a, b], [a, b], [a, b], [a, b]))).length, 6);
  });

  it('asks once for each thing, in order, and keeps what is wanted', async () => {
    const map = withList({
      steps: [
        { name: 'codes', request: { path: '/ma' } },
        { name: 'each', each: '=$steps.codes', request: { path: '/mot/{$item}' }, keep: '=ct' },
      ],
      answer: {
        procedures: { each: '=$steps.each', give: { code: '=ma', name: '=ten', shortName: '=ten', field: 'x' } },
      },
    });
    const names = await list(map, answering(['1', '2'], { ct: { ma: '1', ten: 'A' } }, { ct: { ma: '2', ten: 'B' } }));
    assert.deepEqual(names, ['A', 'B']);
    assert.deepEqual(
      asked.map(({ url }) => url.split('api')[1]),
      ['/ma', '/mot/1', '/mot/2'],
    );
  });

  it('tells of a fault the definition in which it happened and its words, and none of the values', async () => {
    const told = async (define: Record<string, string>, name: string) => {
      const map = withList({ answer: { procedures: [{ code: '1', name, shortName: 'x', field: 'x' }] } }, { define });
      return list(map, answering()).then(
        ([found]) => found,
        (error: unknown) => (error as Error).message,
      );
    };
    const age = '=function($x) { $number($x) + 1 }';
    assert.equal(
      await told({ age, older: '=function($x) { $age($x) }' }, "=$string($older('Nguyễn An'))"),
      'define.age: the expression failed: Unable to cast value to a number: … (JSONata D3030), at sign 19',
    );
    assert.equal(
      await told({ age: "=function($x) { $table('no', $x) }" }, '=$age(1)'),
      'define.age: there is no table no',
    );
    assert.match((await told({}, "=$error('Nguyễn An')")) ?? '', /name: the expression failed: a function cannot use/);
    assert.equal(
      await told({ pair: '=function($x, $i) { $x & $i }' }, "=$join($map(['a', 'b'], $pair), ',')"),
      'a0,b1',
      'a definition gets as many arguments as it takes',
    );
    const add = '=function($a, $b) { $a & $b }';
    assert.equal(await told({ add }, "=($a := $add(?, 'b'); $a('a'))"), 'ab', 'or some of them now');
  });

  it('reads JSON with a byte order mark, JSONP, text in JSON and CSV', async () => {
    const rows = '[{"ma":"1","ten":"A"}]';
    const map = withList({ request: { path: '/' }, answer: { procedures } });
    for (const text of [rows, `\uFEFF ${rows}`, `callback(${rows});`, `jQuery1_2.cb ( ${rows} )`])
      assert.deepEqual(await list(map, answering({ text })), ['A']);
    const wrapped = withList({ request: { path: '/' }, keep: '=$json(d)', answer: { procedures } });
    assert.deepEqual(await list(wrapped, answering({ d: rows })), ['A']);
    const csv = withList({ request: { path: '/', answer: 'csv' }, answer: { procedures } });
    assert.deepEqual(await list(csv, answering({ text: 'ma;ten\r\n1;"A;\n""B"""\r\n2;C\r\n' })), ['A;\n"B"', 'C']);
  });

  it('takes what comes back for what it is: refusals by its own rules first, then by the status', async () => {
    const map = withList({
      request: { path: '/' },
      errorWhen: [
        { when: '=$http.status = 203', problem: 'not-offered' },
        { when: "=$contains($http.text, 'bảo trì')", problem: 'unavailable', retryAfter: 600 },
      ],
      answer: { procedures },
    });
    const refused = (answer: unknown) =>
      list(map, answering(answer)).then(
        () => 'answered',
        (error: unknown) =>
          error instanceof Refused ? [error.slug, error.extensions.retryAfter] : (error as Error).message,
      );
    assert.deepEqual(await refused({ status: 203, text: 'secretKey not sucess' }), ['not-offered', undefined]);
    assert.deepEqual(await refused({ text: '<h1>Đang bảo trì</h1>' }), ['unavailable', 600]);
    assert.deepEqual(await refused({ status: 500, text: 'x' }), ['unavailable', undefined]);
    assert.deepEqual(await refused({ status: 429, text: '{}' }), ['too-many-requests', undefined]);
    assert.equal(await refused({ text: '<html>Wi-Fi</html>' }), 'not-understood');
    assert.equal(await refused(new ExchangeFailed('timed-out')), 'timed-out');
  });

  it('says what does not fit and where, and never what it was', async () => {
    const map = withList({
      request: { path: '/' },
      answer: { procedures: [{ code: '=ma', name: '=ten', field: 'x' }] },
    });
    await assert.rejects(list(map, answering({ ma: '1', ten: 'Bí mật' })), (error: MapFailed) => {
      assert.match(error.message, /"procedure\.list"\.answer: .*\/procedures\/0\/shortName is missing/);
      return !error.message.includes('Bí mật');
    });
    const wrong = withList({ request: { path: '/' }, answer: { procedures: '=$number(ten)' } });
    await assert.rejects(
      list(wrong, answering({ ten: 'Bí mật' })),
      (error: MapFailed) => !/Bí mật/.test(error.message),
    );
  });

  it('puts no line break into a header and no field into another', async () => {
    const map = withList({ request: { path: '/', headers: { X: '=q' } }, answer: { procedures } });
    await assert.rejects(list(map, answering([]), { agency: 'a', q: 'x\r\nEvil: 1' }), MapFailed);
    assert.equal(asked.length, 0);
    const form = withList({ reads: true, request: { path: '/', form: { a: '=q' } }, answer: { procedures } });
    await list(form, answering([]), { agency: 'a', q: 'x&admin=1' });
    assert.equal(asked[0]?.body, 'a=x%26admin%3D1');
    const xml = withList({
      request: { path: '/', text: { type: 'text/xml', body: '<q>{q}</q>' } },
      answer: { procedures },
    });
    await list(xml, answering([]), { agency: 'a', q: '</q><evil/>' });
    assert.equal(asked[0]?.body, '<q>&#60;/q&#62;&#60;evil/&#62;</q>');
  });

  it('stops an expression that never ends', async () => {
    const map = withList({ answer: { procedures: '=($f := function($x) { $f($x + 1) }; $f(0))' } });
    await assert.rejects(list(map, answering()), MapFailed);
  });
});

describe('A write through a map', () => {
  const opinion = { kind: 'opinion' as const, agency: 'a', text: 'x', consents: [] };
  const answer = { kind: 'opinion', receivedAt: '=$now()', code: 'A' };
  const mapped = (own: object) =>
    new MappedApi({ motcua: '1', name: 'x', base: 'https://x.example', operations: { 'feedback.create': own } });
  const two = (undo?: object) =>
    mapped({
      steps: [
        { name: 'hold', request: { path: '/giu', form: {} }, ...(undo && { undo }) },
        {
          name: 'fill',
          request: { path: '/dien', form: { so: '=$steps.hold.so' } },
          errorWhen: [{ when: '=loi = 1', problem: 'not-offered' }],
        },
      ],
      answer,
    });
  const write = (map: MappedApi, exchange: Exchange) =>
    map.call(feedbackCreate, opinion, { exchange, now, key: 'k'.repeat(16) }).then(
      () => 'answered',
      (error: Error) => error.message,
    );

  it('refused at its first step has changed nothing', async () => {
    assert.equal(await write(two(), answering({ status: 400, text: '{}' })), 'internal');
    assert.equal(await write(two(), answering(new ExchangeFailed('unsent'))), 'unsent');
  });

  it('that stops half way is nobody’s knowledge, unless it can be taken back', async () => {
    assert.equal(await write(two(), answering({ so: 7 }, { loi: 1 })), 'outcome-unknown');
    const undo = { method: 'DELETE', path: '/giu/{$steps.hold.so}' };
    assert.equal(await write(two(undo), answering({ so: 7 }, { loi: 1 }, {})), 'not-offered');
    assert.deepEqual(
      asked.map(({ method, url }) => `${method} ${url.split('example')[1]}`),
      ['POST /giu', 'POST /dien', 'DELETE /giu/7'],
    );
    assert.equal(
      await write(two(undo), answering({ so: 7 }, { loi: 1 }, { status: 500, text: '' })),
      'outcome-unknown',
    );
    assert.equal(await write(two(undo), answering({ so: 7 }, new ExchangeFailed('network'), {})), 'outcome-unknown');
  });

  it('that was done and cannot be told is unknown, not failed', async () => {
    const map = mapped({ request: { path: '/', form: {} }, answer: { ...answer, receivedAt: '=gui' } });
    assert.equal(await write(map, answering({})), 'outcome-unknown');
  });

  it('whose reading step fails has changed nothing', async () => {
    const map = mapped({
      steps: [
        { name: 'look', request: { path: '/' } },
        { name: 'search', reads: true, request: { path: '/', form: {} } },
        { name: 'do', request: { path: '/', form: {} } },
      ],
      answer,
    });
    assert.equal(await write(map, answering({}, new ExchangeFailed('network'))), 'network');
    assert.equal(await write(map, answering({}, {}, new ExchangeFailed('network'))), 'outcome-unknown');
  });

  it('may be asked again with its key where the other system says that it does a thing once', async () => {
    const map = mapped({ repeatable: true, request: { path: '/', json: { k: '=$key' } }, answer });
    assert.equal(await write(map, answering(new ExchangeFailed('timed-out'))), 'timed-out');
    assert.equal(asked[0]?.body, `{"k":"${'k'.repeat(16)}"}`);
  });

  it('does one thing after the other, and stops where one fails', async () => {
    const map = mapped({ each: '=[1, 2, 3]', request: { path: '/{$item}', form: {} }, answer });
    assert.equal(await write(map, answering({}, { status: 400, text: '{}' })), 'outcome-unknown');
    assert.equal(asked.length, 2);
  });
});

describe('A mistake in a map', () => {
  const mistakes = (text: string) =>
    readMap(text).then(
      () => [],
      (error: unknown) => (error as BadMap).mistakes.map(mistakeText),
    );

  it('is told with its line, its key and what was meant', async () => {
    const text = `{
  "motcua": "1",
  "name": "x",
  "base": "https://x.example",
  "operation": {},
  "operations": {
    "dosier.read": { "answer": {} },
    "dossier.read": {
      "request": { "path": "/", "methud": "GET" },
      "errorWhen": [{ "when": "ket_qua = 1", "problem": "dosier-not-found" }],
      "answer": { "code": "=(ma" }
    }
  }
}`;
    const told = await mistakes(text);
    for (const line of [
      /^line 5: operation: no such key \(did you mean operations\?\)/,
      /^line 7: operations\."dosier\.read": no such key \(did you mean dossier\.read\?\)/,
      /^line 9: operations\."dossier\.read"\.request\.methud: no such key \(did you mean method\?\)/,
      /^line 10: operations\."dossier\.read"\.errorWhen\[0\]\.when: /,
      /^line 10: operations\."dossier\.read"\.errorWhen\[0\]\.problem: .*dossier-not-found/,
    ])
      assert.ok(
        told.some(each => line.test(each)),
        `${line} is not in\n${told.join('\n')}`,
      );
  });

  it('in an expression is told when it is read, not when a citizen asks', async () => {
    const own = (answer: object) =>
      JSON.stringify(
        {
          motcua: '1',
          name: 'x',
          base: 'https://x',
          operations: { 'dossier.read': { request: { path: '/' }, answer } },
        },
        null,
        1,
      );
    assert.match((await mistakes(own({ code: '=(ma' })))[0]!, /^line 11: .*code: not a JSONata expression: /);
    assert.match((await mistakes(own({ code: '=$instnat(ma)' })))[0]!, /there is no function \$instnat/);
    assert.deepEqual(
      (await mistakes(own({ code: "=($f := function($g) { $g(1) }; $f($string) & '$nofunction()')" }))).filter(told =>
        told.includes('.code'),
      ),
      [],
    );
  });

  it('of its JSON is told with its line', async () => {
    assert.match((await mistakes('{\n "motcua": "1"\n "name": "x" }'))[0]!, /^line 3: map: is not JSON/);
  });

  it('is told for a request that cannot be', async () => {
    const own = (request: object, more: object = {}) =>
      JSON.stringify({ motcua: '1', name: 'x', operations: { 'dossier.read': { request, answer: {} } }, ...more });
    assert.match((await mistakes(own({ path: '/' })))[0]!, /no base address/);
    const base = { base: 'https://x' };
    assert.match((await mistakes(own({ path: '/', form: {}, json: {} }, base)))[0]!, /one body/);
    assert.match((await mistakes(own({ path: '/', method: 'GET', form: {} }, base)))[0]!, /a GET has no body/);
    assert.match(
      (await mistakes(own({ path: '/' }, { ...base, preset: 'opencsp-v2' })))[0]!,
      /there is no preset opencsp-v2/,
    );
  });
});

describe('What other systems write', () => {
  it('comes out of CSV as it went in', () => {
    const cell = fc.string().map(text => text.replace(/\r\n?|\uFEFF/g, '\n'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t', '|'),
        (rows, comma) => {
          const text = [['a', 'b'], ...rows]
            .map(row => row.map(value => `"${value.replaceAll('"', '""')}"`).join(comma))
            .join('\r\n');
          assert.deepEqual(
            readCsv(text).map(({ a, b }) => [a, b]),
            rows,
          );
        },
      ),
    );
  });

  it('is JSON or is not understood, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        try {
          readJson(text);
        } catch (error) {
          assert.ok(error instanceof ExchangeFailed);
        }
      }),
    );
  });

  it('is changed by a merge patch as RFC 7396 has it', () => {
    assert.deepEqual(merged({ a: { b: 1, c: 2 }, d: [1] }, { a: { b: null, e: 3 }, d: [2] }), {
      a: { c: 2, e: 3 },
      d: [2],
    });
    assert.deepEqual(merged({ a: 1 }, 'x'), 'x');
  });
});

describe('A rule of a map', () => {
  const rule = (when: string, answer: unknown) =>
    list(
      withList({ request: { path: '/x' }, errorWhen: [{ when, problem: 'not-allowed' }], answer: { procedures: [] } }),
      answering(answer),
    );

  it('that gives nothing is an error, not a pass', async () => {
    for (const when of ['=error', '=data.blocked', '=$last(phone, 4)'])
      await assert.rejects(rule(when, {}), (error: Error) => {
        assert.ok(error instanceof MapFailed);
        assert.match(error.message, /errorWhen\[0\]\.when: the rule gives nothing/);
        return true;
      });
    assert.deepEqual(await rule('=$exists(error)', {}), []);
    assert.deepEqual(await rule('=error', { error: false }), []);
    await assert.rejects(rule('=$not(phone = "1234")', {}), Refused);
  });

  it('with != whose side may be missing is warned of, wherever it stands', () => {
    const map = withList({
      refuseWhen: [{ when: "=kind != 'x'", problem: 'not-offered' }],
      steps: [
        {
          name: 'a',
          request: { path: '/x' },
          errorWhen: [
            { when: "=$not(a = 'x')", problem: 'not-allowed' },
            { when: '=$exists(a) and (b ? c != $input.q : false)', problem: 'not-allowed' },
            { when: '="a != b" = c', problem: 'not-allowed' },
          ],
        },
      ],
      answer: { procedures: [] },
    });
    assert.deepEqual(
      missableRules(map.file).map(({ path }) => path.join('.')),
      ['operations.procedure.list.refuseWhen.0.when', 'operations.procedure.list.steps.0.errorWhen.1.when'],
    );
  });

  it('of ours compares nothing so', async () => {
    for (const name of await presetNames()) {
      const { file } = await readMap(
        JSON.stringify({ motcua: '1', name: 'x', preset: name, base: 'https://x.example' }),
      );
      assert.deepEqual(missableRules(file), [], name);
    }
  });
});
