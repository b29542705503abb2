import type { Language } from '../ui/texts.ts';

const vi = {
  askUnit: 'Phường, xã nào? (tên nay hoặc tên cũ, có hay không có dấu, hoặc mã): ',
  noUnit: (search: string) =>
    `Không có phường, xã nào tên “${search}”. Xin thử viết đầy đủ, hoặc thêm tên tỉnh sau dấu phẩy.`,
  several: (search: string) => `“${search}” có thể là:`,
  choice: (nth: number, code: string, name: string, province: string, former = '') =>
    `  ${nth}. ${code}  ${name}, ${province}${former && ` (trước là ${former})`}`,
  askChoice: (count: number) => `Chọn số (1-${count}): `,
  chooseByCode: 'Xin chạy lại với mã 5 chữ số ở trên.',
  askAddress: 'Địa chỉ bộ phận một cửa (số nhà, đường): ',
  askPhone: 'Số điện thoại bộ phận một cửa: ',
  badPhone: (text: string) => `Không phải số điện thoại: ${text}`,
  askHours: (usual: string) => `Giờ làm việc thứ Hai đến thứ Sáu [${usual}]: `,
  badHours: (text: string) => `Không đọc được giờ làm việc: ${text}. Xin viết như 7h30-11h30, 13h-17h`,
  askSaturday: 'Giờ làm việc thứ Bảy [không làm]: ',
  needed: (flags: string) => `còn thiếu ${flags}`,
  exists: (name: string, agency: string) =>
    `${name} (${agency}) đã có sẵn: không có gì thay đổi. Muốn sửa, xin dùng motcua export ${agency} và motcua apply.`,
  made: (name: string, agency: string) =>
    `Đã tạo ${name} (${agency}): một địa điểm, ba quầy, các dịch vụ thường gặp, ngày nghỉ.`,
  taken: (id: string, agency: string) =>
    `tên đăng nhập ${id} đã có ở cơ quan ${agency}: xin chọn tên khác với --admin. Chưa có gì thay đổi.`,
  adminName: 'Quản trị viên',
  token: (id: string, token: string) =>
    `Quản trị viên đầu tiên: tên đăng nhập ${id}, mã dùng một lần ${token} (chỉ hiện một lần, dùng trong bảy ngày)`,
  next: 'Các bước tiếp theo:',
  steps: ({ url, agency, isRunning }: { url: string; agency: string; isRunning: boolean }) => [
    ...(isRunning ? [] : ['chạy máy chủ:  npx motcua serve']),
    `đăng nhập và đặt mật khẩu:  ${url}/desk`,
    `xem, sửa mọi thứ đã tạo ở trang “Cài đặt cơ quan”, hoặc:  npx motcua export ${agency} > office.yaml, sửa tệp, rồi  npx motcua apply office.yaml`,
    'dán các dòng sau vào trang của phường, xã (MOTCUA_ORIGINS phải có địa chỉ của trang đó):',
  ],
  noBuild: 'các dòng để dán hiện ra sau khi chạy  npm run build',
  fallback: (phone: string) => `Mời Ông/Bà gọi ${phone}.`,
};

export type InitTexts = typeof vi;

const en: InitTexts = {
  askUnit: 'Which ward or commune? (name of today or before, with or without diacritics, or code): ',
  noUnit: search => `There is no ward or commune “${search}”. Try the full name, or add the province after a comma.`,
  several: search => `“${search}” may be:`,
  choice: (nth, code, name, province, former = '') =>
    `  ${nth}. ${code}  ${name}, ${province}${former && ` (was ${former})`}`,
  askChoice: count => `Choose a number (1-${count}): `,
  chooseByCode: 'Please run it again with the code at the beginning of the line.',
  askAddress: 'Address of the one-stop desk (number, street): ',
  askPhone: 'Phone number of the desk: ',
  badPhone: text => `This is no phone number: ${text}`,
  askHours: usual => `Hours from Monday to Friday [${usual}]: `,
  badHours: text => `These hours cannot be read: ${text}. Write them as 7:30-11:30, 13:00-17:00`,
  askSaturday: 'Hours on Saturdays [none]: ',
  needed: flags => `missing: ${flags}`,
  exists: (name, agency) =>
    `${name} (${agency}) is there already: nothing was changed. To change it, use motcua export ${agency} and motcua apply.`,
  made: (name, agency) => `Made ${name} (${agency}): a place, three counters, the usual services, public holidays.`,
  taken: (id, agency) =>
    `the user name ${id} exists in agency ${agency}: choose another with --admin. Nothing was changed.`,
  adminName: 'Administrator',
  token: (id, token) => `First admin: user name ${id}, one-time token ${token} (shown once, valid for seven days)`,
  next: 'What is next:',
  steps: ({ url, agency, isRunning }) => [
    ...(isRunning ? [] : ['start the server:  npx motcua serve']),
    `sign in and set a password:  ${url}/desk`,
    `see and change what was made on the page “Settings of the office”, or:  npx motcua export ${agency} > office.yaml, edit it, then  npx motcua apply office.yaml`,
    'paste these lines into a page of the commune (MOTCUA_ORIGINS has to name that page’s origin):',
  ],
  noBuild: 'the lines to paste are shown after  npm run build',
  fallback: phone => `Please call ${phone}.`,
};

export const initTexts: Record<Language, InitTexts> = { vi, en };
