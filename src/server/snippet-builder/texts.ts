import type { Diagnostic } from './diagnostics.ts';
import type { FieldError } from './input.ts';

/** Texts of the snippet builder. */
export const vi = {
  language: 'vi',
  name: 'Tiếng Việt',
  path: '/ghep',
  title: 'Ghép mã nhúng',
  lead: 'Chọn những gì trang của Ông/Bà cần, rồi chép các dòng vào trang. Không gì được lưu lại ở đây.',
  back: 'Về trang mẫu',
  widgets: 'Tiện ích',
  widget: {
    'mc-status-lookup': 'Tra cứu hồ sơ',
    'mc-appointment-booker': 'Đặt lịch hẹn',
    'mc-guide-player': 'Hướng dẫn làm thủ tục',
    'mc-feedback-form': 'Góp ý, đánh giá',
    'mc-duty-roster': 'Ai trực hôm nay, điểm hỗ trợ',
  } as Record<string, string>,
  office: 'Cơ quan và máy chủ',
  agency: 'Mã cơ quan',
  phone: 'Số điện thoại của bộ phận Một cửa',
  api: 'Địa chỉ API',
  apiHint: 'Máy chủ Một Cửa hoặc máy chủ trung gian (gateway). Nếu dùng tệp ánh xạ: địa chỉ hệ thống của cơ quan.',
  map: 'Tệp ánh xạ, cho hệ thống có API riêng',
  mapHint: 'Ví dụ /motcua-map.json',
  scripts: 'Nơi đặt các tệp của tiện ích',
  look: 'Hình thức và lời',
  themes: 'Giao diện',
  theme: {
    national: 'Quốc gia',
    quiet: 'Nhẹ nhàng',
    contrast: 'Tương phản cao',
    large: 'Chữ to',
    dark: 'Nền tối',
  } as Record<string, string>,
  lang: 'Ngôn ngữ',
  langs: { vi: 'Tiếng Việt', en: 'English' } as Record<string, string>,
  fallback: 'Câu hiện khi tiện ích không chạy được',
  call: (phone: string) => `Mời Ông/Bà gọi ${phone}.`,
  heading: (widget: string) => `Tiêu đề riêng cho “${widget}”`,
  links: 'Các trang khác của cổng',
  link: {
    status: 'Trang tra cứu hồ sơ',
    booking: 'Trang đặt lịch hẹn',
    guide: 'Trang hướng dẫn',
    feedback: 'Trang góp ý',
    submit: 'Nơi nộp hồ sơ trực tuyến',
  } as Record<string, string>,
  target: 'Trang sẽ nhúng',
  page: 'Địa chỉ trang',
  pasted: 'Dán tiêu đề HTTP và mã nguồn của trang',
  pastedHint: 'Như lệnh curl -i in ra, hoặc chỉ mã nguồn (Ctrl+U). Chỉ đọc để tìm chỗ còn thiếu.',
  div: 'Trình soạn thảo bỏ thẻ lạ: dùng div thay thẻ riêng',
  make: 'Ghép mã',
  optional: '(không bắt buộc)',
  wrongTitle: 'Chưa ghép được. Những gì đã ghi vẫn còn, xin sửa:',
  wrong: {
    none: 'Chọn ít nhất một tiện ích.',
    missing: 'Xin ghi vào ô này.',
    word: 'Mã chỉ có chữ không dấu, số, dấu chấm và gạch ngang, ví dụ 26506.',
    address: 'Địa chỉ phải đầy đủ, ví dụ https://motcua.vungtau.gov.vn/api',
    path: 'Ghi đường dẫn bắt đầu bằng / hoặc địa chỉ đầy đủ, không có dấu cách.',
  } satisfies Record<FieldError, string>,
  result: 'Mã để dán',
  copy: 'Chép',
  copied: 'Đã chép.',
  notCopied: 'Chưa chép được: các dòng đã được chọn, xin nhấn Ctrl+C.',
  scriptsHere: 'Một lần cho mỗi trang, trước thẻ đóng body',
  elementHere: (widget: string) => `Chỗ muốn đặt “${widget}”`,
  frameHere: (widget: string) => `Khung cho “${widget}”`,
  preloadHere: 'Trong phần head, để nhanh hơn trên 3G (không bắt buộc)',
  policyHere:
    'Nếu trang có Content-Security-Policy: thêm các nguồn này, giữ những gì đã có (và motcua vào trusted-types, nếu có)',
  mendedHere: 'Content-Security-Policy đã bổ sung (mọi phần khác giữ nguyên)',
  originHere: 'Thêm vào MOTCUA_ORIGINS của máy chủ API',
  lacks: 'Trang này còn thiếu',
  nothing: 'Đã xem phần Ông/Bà dán: không thiếu gì.',
  notAsked: 'Dán tiêu đề HTTP và mã nguồn của trang vào ô “Trang sẽ nhúng” để biết trang còn thiếu gì.',
  preview: 'Xem thử',
  previewTitle: 'Tiện ích chạy thật trong trang mẫu',
  previewHint: 'Tiện ích ở đây chạy thật với API đã ghi: những gì gửi sẽ được gửi đi.',
  noPreview: 'Ghi địa chỉ trang để xem thử với tệp ánh xạ đặt trên trang đó.',
  open: 'Mở trang xem thử riêng',
  lack(diagnostic: Diagnostic): string {
    switch (diagnostic.kind) {
      case 'policy':
        return diagnostic.copied
          ? `Content-Security-Policy chưa cho phép: thêm chỉ thị ${diagnostic.directive} gồm các nguồn của default-src và ${diagnostic.source}.`
          : `Content-Security-Policy chưa cho phép: thêm ${diagnostic.source} vào ${diagnostic.directive}.`;
      case 'nonce':
        return 'Trang dùng nonce: thay NONCE trong các dòng bên dưới bằng nonce mà máy chủ tạo cho mỗi lần tải.';
      case 'mixed':
        return `Trang dùng https mà ${diagnostic.address} là http: trình duyệt sẽ chặn. Cần địa chỉ https.`;
      case 'viewport':
        return 'Thiếu thẻ viewport, chữ sẽ rất nhỏ trên điện thoại. Thêm vào head: <meta name="viewport" content="width=device-width, initial-scale=1">';
      case 'embedder':
        return 'Cross-Origin-Embedder-Policy: require-corp chặn hình và phim từ máy chủ khác. Đổi thành credentialless, hoặc bỏ.';
      case 'twice':
        return 'Trang đã có script của Một Cửa: bỏ dòng cũ, chỉ giữ các dòng bên dưới.';
      case 'strips':
        return `Trang làm bằng ${diagnostic.system}, thường bỏ thẻ lạ: các dòng bên dưới đã dùng div. Cách đặt ở docs/roads.`;
      case 'frame':
        return `Trang làm bằng ${diagnostic.system}, không nhận script: các dòng bên dưới là khung (iframe), không dùng tiêu đề riêng và tệp ánh xạ. Cách đặt ở docs/roads/sharepoint.md.`;
      case 'page':
        return 'Khung cần biết ai được đặt nó: ghi địa chỉ trang, hoặc thay PORTAL-HOST trong các dòng bên dưới.';
    }
  },
};

export type Texts = typeof vi;

export const en: Texts = {
  language: 'en',
  name: 'English',
  path: '/builder',
  title: 'Put the lines together',
  lead: 'Choose what your page needs, then copy the lines into it. Nothing is kept here.',
  back: 'Back to the sample portal',
  widgets: 'Widgets',
  widget: {
    'mc-status-lookup': 'Status lookup',
    'mc-appointment-booker': 'Appointments',
    'mc-guide-player': 'Guides',
    'mc-feedback-form': 'Feedback',
    'mc-duty-roster': 'Who is on duty, support points',
  },
  office: 'Agency and server',
  agency: 'Agency code',
  phone: 'Phone number of the desk',
  api: 'Address of the API',
  apiHint: 'The Một Cửa backend or gateway. With a map: the address of your own system.',
  map: 'Map, for a system with an API of its own',
  mapHint: 'For instance /motcua-map.json',
  scripts: 'Where the files of the widgets are',
  look: 'Look and words',
  themes: 'Themes',
  theme: { national: 'National', quiet: 'Quiet', contrast: 'High contrast', large: 'Large text', dark: 'Dark' },
  lang: 'Language',
  langs: { vi: 'Tiếng Việt', en: 'English' },
  fallback: 'What is read where the widget cannot run',
  call: phone => `Please call ${phone}.`,
  heading: widget => `Your own heading for “${widget}”`,
  links: 'Other pages of the portal',
  link: {
    status: 'Page with the status lookup',
    booking: 'Page with appointments',
    guide: 'Page with guides',
    feedback: 'Page with feedback',
    submit: 'Where applications are made online',
  },
  target: 'The page it goes into',
  page: 'Address of the page',
  pasted: 'Paste the page’s headers and source',
  pastedHint: 'As curl -i prints them, or the source alone (Ctrl+U). It is only read for what is missing.',
  div: 'The editor takes unknown elements away: use div instead',
  make: 'Make the lines',
  optional: '(optional)',
  wrongTitle: 'Not yet. What was typed is still there; please mend:',
  wrong: {
    none: 'Choose at least one widget.',
    missing: 'Please fill this in.',
    word: 'A code has only unaccented letters, digits, dots and hyphens, for instance 26506.',
    address: 'A whole address is needed, for instance https://motcua.vungtau.gov.vn/api',
    path: 'A path that begins with /, or a whole address, without spaces.',
  },
  result: 'Lines to paste',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'Not copied: the lines are selected, please press Ctrl+C.',
  scriptsHere: 'Once per page, before the end of the body',
  elementHere: widget => `Where “${widget}” should stand`,
  frameHere: widget => `Frame for “${widget}”`,
  preloadHere: 'In the head, to be sooner on 3G (optional)',
  policyHere:
    'If the page has a Content-Security-Policy: add these sources, keep what is there (and motcua in trusted-types, if there is one)',
  mendedHere: 'The mended Content-Security-Policy (all else as it was)',
  originHere: 'Add to MOTCUA_ORIGINS of the API’s server',
  lacks: 'What this page lacks',
  nothing: 'What you pasted lacks nothing.',
  notAsked: 'Paste the page’s headers and source into the field under “The page it goes into” to see what it lacks.',
  preview: 'Preview',
  previewTitle: 'The widgets, live in a sample page',
  previewHint: 'The widgets here are live with the API given: what you send is sent.',
  noPreview: 'Give the page’s address to see a preview with the map that lies there.',
  open: 'Open the preview by itself',
  lack(diagnostic) {
    switch (diagnostic.kind) {
      case 'policy':
        return diagnostic.copied
          ? `The Content-Security-Policy does not allow this: add a directive ${diagnostic.directive} with the sources of default-src and ${diagnostic.source}.`
          : `The Content-Security-Policy does not allow this: add ${diagnostic.source} to ${diagnostic.directive}.`;
      case 'nonce':
        return 'The page uses a nonce: put the one that its server makes for each load in the place of NONCE below.';
      case 'mixed':
        return `The page is https and ${diagnostic.address} is http: browsers will block it. An https address is needed.`;
      case 'viewport':
        return 'There is no viewport, so text is tiny on phones. Add to the head: <meta name="viewport" content="width=device-width, initial-scale=1">';
      case 'embedder':
        return 'Cross-Origin-Embedder-Policy: require-corp keeps pictures and films of other servers out. Make it credentialless, or drop it.';
      case 'twice':
        return 'The page has a script of Một Cửa already: take the old line out and keep the lines below.';
      case 'strips':
        return `The page is made with ${diagnostic.system}, which often takes unknown elements away: the lines below use div. docs/roads says where they go.`;
      case 'frame':
        return `The page is made with ${diagnostic.system}, which lets in no scripts: the lines below are frames, without headings and maps of your own. docs/roads/sharepoint.md says where they go.`;
      case 'page':
        return 'A frame has to be told who may frame it: give the address of the page, or replace PORTAL-HOST in the lines below.';
    }
  },
};
