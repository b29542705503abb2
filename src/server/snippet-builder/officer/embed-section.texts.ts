import type { Localized } from '../../ui/texts.ts';
import type { Finding } from './live-checks.ts';

const vi = {
  label: 'Nhúng vào cổng',
  lead: 'Chọn những gì trang của cổng cần rồi chép các dòng vào trang. Máy chủ kiểm tra ngay mã cơ quan, API và các tệp; không lưu lại gì.',
  checks: 'Kết quả kiểm tra',
  checkedLimit: 'Đã thử nhiều lần: các dòng dưới đây đúng, nhưng chưa thử lại API. Xin bấm lại sau ít phút.',
  /** What the page says where the widget does not run. */
  call: (phone: string, hours: string) => (hours ? `Mời Ông/Bà gọi ${phone} (${hours}).` : `Mời Ông/Bà gọi ${phone}.`),
  shortWeekdays: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  finding(finding: Finding, widget: (tag: string) => string): string {
    switch (finding.kind) {
      case 'silent':
        return `Từ máy chủ này không gọi được ${finding.address}. Người dân có thể vẫn gọi được; xin mở thử trên điện thoại ngoài mạng của cơ quan.`;
      case 'notApi':
        return `${finding.address} có trả lời, nhưng không phải API của Một Cửa. Xin xem lại địa chỉ, thường kết thúc bằng /api.`;
      case 'noAgency':
        return `API không có cơ quan mã “${finding.agency}”.`;
      case 'phone':
        return `Số điện thoại của cơ quan này trong hệ thống là ${finding.phone}.`;
      case 'empty':
        return `“${widget(finding.tag)}” chưa có gì để hiện cho cơ quan này. Xin bật ở “Cài đặt cơ quan”, hoặc bỏ chọn.`;
      case 'origin':
        return `Trang ${finding.origin} chưa được phép đọc API: thêm ${finding.origin} vào MOTCUA_ORIGINS.`;
      case 'files':
        return `${finding.address} không có, hoặc thuộc phiên bản khác: trình duyệt sẽ không chạy. Xin chép lại thư mục dist của máy chủ này.`;
      case 'agency':
        return `API hoạt động và có ${finding.name}.`;
    }
  },
};

const en: typeof vi = {
  label: 'Embed in a portal',
  lead: 'Choose what the page of the portal needs, then copy the lines into it. The server tries the agency, the API and the files at once; nothing is kept.',
  checks: 'Checks',
  checkedLimit:
    'There were many tries: the lines below are right, but the API was not asked again. Please try in a few minutes.',
  call: (phone, hours) => (hours ? `Please call ${phone} (${hours}).` : `Please call ${phone}.`),
  shortWeekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  finding(finding, widget) {
    switch (finding.kind) {
      case 'silent':
        return `From this server ${finding.address} cannot be reached. Citizens may still reach it; please try it on a phone outside the office.`;
      case 'notApi':
        return `${finding.address} answers, but it is not the API. Please check the address, which usually ends in /api.`;
      case 'noAgency':
        return `The API knows no agency “${finding.agency}”.`;
      case 'phone':
        return `The phone number of this agency is ${finding.phone}.`;
      case 'empty':
        return `“${widget(finding.tag)}” has nothing to show for this agency. Please switch it on in “Settings of the office”, or leave it out.`;
      case 'origin':
        return `${finding.origin} may not read the API yet: add ${finding.origin} to MOTCUA_ORIGINS.`;
      case 'files':
        return `${finding.address} is missing, or of another version: browsers refuse it. Please copy the folder dist of this server again.`;
      case 'agency':
        return `The API answers, and knows ${finding.name}.`;
    }
  },
};

/** Texts of the snippet builder in the officers' site. */
export const embedTexts: Localized<typeof vi> = { vi, en };
