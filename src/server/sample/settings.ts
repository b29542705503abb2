import type { AgencySettings } from '../agencies/index.ts';

/** Settings of the sample province, inherited by all agencies. */
export const provinceSettings: AgencySettings = {
  lookup: { privacy: 'factor', factors: ['phoneLast4', 'idLast4', 'secretCode'] },
  rating: {
    criteria: [
      {
        id: 'overall',
        question: {
          vi: 'Ông/Bà có hài lòng với lần phục vụ này không?',
          en: 'Are you satisfied with how your dossier was handled?',
        },
      },
    ],
    reasons: [
      { id: 'waiting', label: { vi: 'Chờ lâu', en: 'Long wait' } },
      { id: 'trips', label: { vi: 'Phải đi lại nhiều lần', en: 'Had to come back many times' } },
      { id: 'guidance', label: { vi: 'Hướng dẫn chưa rõ', en: 'Guidance was unclear' } },
      { id: 'attitude', label: { vi: 'Thái độ chưa tốt', en: 'Poor attitude' } },
      { id: 'papers', label: { vi: 'Yêu cầu giấy tờ ngoài quy định', en: 'Asked for papers not required' } },
      { id: 'receipt', label: { vi: 'Thu tiền không biên lai', en: 'Took money without a receipt' } },
    ],
  },
  opinion: {
    maxLength: 1000,
    answerWorkdays: 15,
    purposes: [
      {
        id: 'call-back',
        version: '2026-01',
        text: {
          vi: 'Tôi đồng ý để cán bộ dùng số điện thoại này báo khi có trả lời. Số điện thoại được xóa {days} ngày sau khi trả lời.',
          en: 'I agree that officers use this phone number to tell me when there is an answer. It is deleted {days} days after the answer.',
        },
      },
    ],
    formalWords: ['khieu nai', 'to cao', 'tham nhung', 'hoi lo', 'nhan hoi lo'],
  },
  notices: {
    channels: ['sms', 'call'],
    purposes: [
      {
        id: 'notices',
        version: '2026-11',
        text: {
          vi: 'Tôi đồng ý để cơ quan dùng số điện thoại này báo tin về hồ sơ này. Số được xóa {days} ngày sau khi hồ sơ kết thúc.',
          en: 'I agree that the office uses this phone number to tell me about this dossier. It is deleted {days} days after the dossier has ended.',
        },
      },
    ],
  },
  payment: {
    url: 'https://dichvucong.gov.vn/',
    account: { bank: 'Vietcombank', bin: '970436', number: '0071000000000', name: 'DON VI MAU' },
  },
  visits: { handIn: 'nop-bo-sung', collect: 'nhan-ket-qua' },
  carriers: { 'Bưu điện Việt Nam': 'https://vnpost.vn/?key={tracking}' },
  booking: {
    maxPerPhone: 3,
    email: true,
    opensAt: '07:00',
    purposes: [
      {
        id: 'appointment',
        version: '2026-01',
        text: {
          vi: 'Tôi đồng ý để cơ quan dùng tên và số điện thoại này cho lịch hẹn. Tên và số được xóa {days} ngày sau ngày hẹn.',
          en: 'I agree that the office uses this name and phone number for the appointment. They are deleted {days} days after it.',
        },
      },
    ],
    horizonDays: 60,
    leadMinutes: 60,
    holdMinutes: 10,
    extensionMinutes: 5,
    extensions: 10,
    offer: { minutes: 30, from: '07:00', to: '20:30' },
    missed: { most: 3, days: 30 },
  },
};

const homeOffer = (area: string, callsFrom: string, hamlets: { name: string; was: string }[]): AgencySettings => ({
  home: {
    minAge: 60,
    groups: [
      { id: 'disabled', label: { vi: 'Người khuyết tật', en: 'Person with a disability' } },
      { id: 'merit', label: { vi: 'Người có công', en: 'Person of merit' } },
      { id: 'newborn', label: { vi: 'Phụ nữ mang thai, nuôi con nhỏ', en: 'Pregnant, or with a small child' } },
    ],
    area,
    hamlets,
    returns: [
      { id: 'home', label: { vi: 'Cán bộ mang kết quả đến nhà', en: 'The officer brings the result home' } },
      { id: 'desk', label: { vi: 'Người nhà đến lấy', en: 'A relative fetches it' } },
    ],
    callsFrom,
  },
});

/** Settings of home visits, with the hamlets by name (model 12 of the notice). */
export const homeVisits: Record<string, AgencySettings> = {
  '26506': homeOffer(
    'Phường Vũng Tàu, Thành phố Hồ Chí Minh',
    '0254 385 0005',
    [1, 2, 3, 4, 5, 6].map(number => ({
      name: `Khu phố ${number}`,
      was: number < 4 ? 'Phường 5, thành phố Vũng Tàu' : 'Phường Thắng Nhì, thành phố Vũng Tàu',
    })),
  ),
  '26659': homeOffer(
    'Xã Long Điền, Thành phố Hồ Chí Minh',
    '0254 386 2005',
    ['Ấp Phước Bình', 'Ấp Phước Hưng', 'Ấp Phước Nghĩa'].map(name => ({ name, was: 'Xã Tam Phước, huyện Long Điền' })),
  ),
  '26680': homeOffer(
    'Xã Đất Đỏ, Thành phố Hồ Chí Minh',
    '0254 386 6005',
    ['Ấp Phước Trung', 'Ấp Phước Sơn'].map(name => ({ name, was: 'Xã Phước Long Thọ, huyện Đất Đỏ' })),
  ),
};

/** One ward shows the stage by code alone, to show both privacy settings. */
export const openSettings: AgencySettings = { lookup: { privacy: 'open', factors: ['phoneLast4', 'secretCode'] } };

export const formalChannels = [
  {
    name: { vi: 'Ban Tiếp công dân Thành phố Hồ Chí Minh', en: 'Citizen Reception Board of Ho Chi Minh City' },
    address: '15 Nguyễn Gia Thiều, Phường Xuân Hòa, Thành phố Hồ Chí Minh',
    phone: '1022',
    note: {
      vi: 'Khiếu nại, tố cáo cần ghi rõ họ tên, địa chỉ và nộp trực tiếp hoặc qua bưu điện.',
      en: 'Complaints and denunciations need your name and address and are handed in or posted.',
    },
  },
];
