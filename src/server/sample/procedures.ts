import type { Procedure } from '../../contract/index.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Tx } from '../platform/database.ts';
import { wordsOf } from './english.ts';

type Row = Pick<
  Procedure,
  'code' | 'name' | 'shortName' | 'field' | 'synonyms' | 'term' | 'fees' | 'presence' | 'confirmed'
> & {
  papers: (string | [name: string, originals: number, copies: number, condition?: string])[];
  online?: Procedure['onlineMode'];
};

const free = [{ kind: 'lePhi' as const, amount: 0 }];
const sameDay = { value: 1, unit: 'sameDay' as const };
const workdays = (value: number) => ({ value, unit: 'workday' as const });

const civil = 'Hộ tịch';
const certification = 'Chứng thực';

/** Common procedures. `confirmed` is false where term or fee has to be checked locally. */
const rows: readonly Row[] = [
  {
    code: '1.001193',
    name: 'Thủ tục đăng ký khai sinh',
    shortName: 'Đăng ký khai sinh',
    field: civil,
    synonyms: ['giấy khai sinh', 'làm khai sinh'],
    papers: ['Tờ khai đăng ký khai sinh', ['Giấy chứng sinh', 1, 0, 'Không có thì nộp văn bản của người làm chứng']],
    term: sameDay,
    fees: free,
    presence: null,
    online: 'full',
    confirmed: true,
  },
  {
    code: '3.000722',
    name: 'Liên thông: đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
    shortName: 'Liên thông khai sinh',
    field: civil,
    synonyms: ['khai sinh nhập hộ khẩu', 'thẻ BHYT trẻ em'],
    papers: ['Tờ khai điện tử', ['Giấy chứng sinh', 1, 0]],
    term: null,
    fees: free,
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '1.000656',
    name: 'Thủ tục đăng ký khai tử',
    shortName: 'Đăng ký khai tử',
    field: civil,
    synonyms: ['giấy báo tử', 'giấy chứng tử'],
    papers: ['Tờ khai đăng ký khai tử', ['Giấy báo tử', 1, 0, 'Hoặc giấy tờ thay thế']],
    term: sameDay,
    fees: free,
    presence: null,
    online: 'full',
    confirmed: true,
  },
  {
    code: '2.002913',
    name: 'Liên thông: đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí, tử tuất',
    shortName: 'Liên thông khai tử',
    field: civil,
    synonyms: ['mai táng phí', 'tử tuất'],
    papers: ['Tờ khai điện tử', ['Giấy báo tử', 1, 0]],
    term: null,
    fees: free,
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '1.000894',
    name: 'Thủ tục đăng ký kết hôn',
    shortName: 'Đăng ký kết hôn',
    field: civil,
    synonyms: ['giấy kết hôn', 'cưới'],
    papers: ['Tờ khai đăng ký kết hôn'],
    term: sameDay,
    fees: free,
    presence: 'Hai bên nam, nữ cùng có mặt khi ký',
    online: 'partial',
    confirmed: true,
  },
  {
    code: '1.004873',
    name: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân',
    shortName: 'Xác nhận tình trạng hôn nhân',
    field: civil,
    synonyms: ['giấy độc thân', 'xác nhận độc thân'],
    papers: [
      'Tờ khai (ghi rõ mục đích)',
      ['Bản án ly hôn hoặc trích lục khai tử', 0, 1, 'Nếu đã ly hôn hoặc vợ, chồng đã mất'],
    ],
    term: workdays(3),
    fees: [{ kind: 'lePhi', amount: null, note: 'Theo Nghị quyết của Hội đồng nhân dân' }],
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '2.000635',
    name: 'Thủ tục cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
    shortName: 'Bản sao trích lục hộ tịch',
    field: civil,
    synonyms: ['trích lục', 'bản sao giấy khai sinh', 'mất giấy khai sinh'],
    papers: ['Tờ khai cấp bản sao'],
    term: sameDay,
    fees: [{ kind: 'phi', amount: 8000, unit: 'bản' }],
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '2.000815',
    name: 'Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản',
    shortName: 'Chứng thực bản sao',
    field: certification,
    synonyms: ['sao y', 'photo công chứng', 'sao y bản chính'],
    papers: [['Giấy tờ cần chứng thực', 1, 1]],
    term: sameDay,
    fees: [
      {
        kind: 'phi',
        amount: 2000,
        unit: 'trang',
        note: 'Từ trang thứ 3: 1.000 đồng một trang, nhiều nhất 200.000 đồng một bản',
      },
    ],
    presence: null,
    online: 'partial',
    confirmed: true,
  },
  {
    code: '2.000884',
    name: 'Thủ tục chứng thực chữ ký trong các giấy tờ, văn bản',
    shortName: 'Chứng thực chữ ký',
    field: certification,
    synonyms: ['xác nhận chữ ký', 'sơ yếu lý lịch'],
    papers: ['Giấy tờ tùy thân', ['Văn bản chưa ký', 1, 0]],
    term: sameDay,
    fees: [{ kind: 'phi', amount: 10000, unit: 'trường hợp' }],
    presence: 'Ông/Bà ký trước mặt cán bộ',
    online: 'none',
    confirmed: true,
  },
  {
    code: '2.000908',
    name: 'Thủ tục cấp bản sao từ sổ gốc',
    shortName: 'Bản sao từ sổ gốc',
    field: certification,
    synonyms: ['sổ gốc'],
    papers: ['Yêu cầu cấp bản sao', 'Giấy tờ tùy thân'],
    term: sameDay,
    fees: free,
    presence: null,
    online: 'partial',
    confirmed: false,
  },
  {
    code: '2.001019',
    name: 'Thủ tục chứng thực di chúc',
    shortName: 'Chứng thực di chúc',
    field: certification,
    synonyms: ['di chúc', 'làm di chúc'],
    papers: [['Dự thảo di chúc', 1, 0], 'Giấy tờ tùy thân'],
    term: workdays(2),
    fees: [{ kind: 'phi', amount: 50000, unit: 'di chúc' }],
    presence: 'Người lập di chúc đến trực tiếp',
    online: 'none',
    confirmed: false,
  },
  {
    code: '1.001612',
    name: 'Thủ tục đăng ký thành lập hộ kinh doanh',
    shortName: 'Đăng ký hộ kinh doanh',
    field: 'Đăng ký kinh doanh',
    synonyms: ['mở cửa hàng', 'giấy phép kinh doanh', 'ĐKKD'],
    papers: ['Giấy đề nghị đăng ký hộ kinh doanh', 'Giấy tờ tùy thân'],
    term: workdays(3),
    fees: [{ kind: 'lePhi', amount: null, note: 'Theo Nghị quyết của Hội đồng nhân dân' }],
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '1.004194',
    name: 'Đăng ký tạm trú',
    shortName: 'Đăng ký tạm trú',
    field: 'Cư trú',
    synonyms: ['KT3', 'tạm trú'],
    papers: ['Tờ khai CT01', ['Giấy tờ về chỗ ở hợp pháp', 0, 1]],
    term: workdays(3),
    fees: [{ kind: 'lePhi', amount: 15000, note: 'Nộp trực tuyến: 7.000 đồng' }],
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '1.004222',
    name: 'Đăng ký thường trú',
    shortName: 'Đăng ký thường trú',
    field: 'Cư trú',
    synonyms: ['hộ khẩu', 'nhập khẩu'],
    papers: ['Tờ khai CT01', ['Giấy tờ về chỗ ở hợp pháp', 0, 1]],
    term: workdays(7),
    fees: [{ kind: 'lePhi', amount: 20000, note: 'Nộp trực tuyến: 10.000 đồng' }],
    presence: null,
    online: 'full',
    confirmed: false,
  },
  {
    code: '1.014027',
    name: 'Trợ cấp hưu trí xã hội',
    shortName: 'Trợ cấp hưu trí xã hội',
    field: 'Bảo trợ xã hội',
    synonyms: ['tiền người già', 'trợ cấp người cao tuổi'],
    papers: ['Tờ khai theo mẫu'],
    term: null,
    fees: free,
    presence: null,
    online: 'partial',
    confirmed: false,
  },
  {
    code: '1.001699',
    name: 'Xác định, xác định lại mức độ khuyết tật',
    shortName: 'Xác định mức độ khuyết tật',
    field: 'Bảo trợ xã hội',
    synonyms: ['giấy khuyết tật'],
    papers: ['Đơn đề nghị theo mẫu'],
    term: null,
    fees: free,
    presence: null,
    online: 'none',
    confirmed: false,
  },
  {
    code: '2.000033',
    name: 'Thông báo hoạt động khuyến mại',
    shortName: 'Thông báo khuyến mại',
    field: 'Xúc tiến thương mại',
    synonyms: ['khuyến mãi', 'giảm giá'],
    papers: ['Thông báo theo mẫu'],
    term: sameDay,
    fees: free,
    presence: null,
    online: 'full',
    confirmed: false,
  },
];

/** Common procedures as rows of the catalogue; `confirmed` is false where term or fee has to be checked locally. */
export const usualProcedures = rows.map(
  ({ code, name, shortName, field, synonyms, papers, fees, online = 'none', ...facts }) => {
    const components = papers.map(paper => {
      const [paperName, originals, copies, condition] = typeof paper === 'string' ? ([paper, 1, 0] as const) : paper;
      const words = wordsOf({ name: paperName, condition });
      return { name: paperName, originals, copies, ...(condition && { condition }), words };
    });
    return {
      ...{ code, name, shortName, field, words: wordsOf({ name, shortName, field }) },
      facts: {
        ...facts,
        fees: fees.map(fee => ({ ...fee, words: wordsOf({ unit: fee.unit, note: fee.note }) })),
        synonyms,
        components,
        onlineMode: online,
        validFrom: null,
        replacedBy: null,
      },
    };
  },
);

export async function fillProcedures(tx: Tx): Promise<void> {
  for (const { code, name, shortName, field, words, facts } of usualProcedures)
    await tx
      .insertInto('procedure')
      .values({
        ...{ code, name, short_name: shortName, field },
        folded: foldDiacritics([code, name, ...facts.synonyms, words.en['name'] ?? ''].join(' | ')),
        words: JSON.stringify(words),
        facts: JSON.stringify(facts),
      })
      .execute();
}
