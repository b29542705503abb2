export const coreTexts = {
  call: (phone: string) => `Gọi ${phone}`,
  again: 'Thử lại',
  slow: 'Mạng đang chậm, vẫn đang tải. Xin Ông/Bà chờ thêm.',
  proving:
    'Đang có quá nhiều lượt gửi đến, nên máy của Ông/Bà phải làm một phép tính trước, có thể mất vài phút. Xin Ông/Bà chờ, đừng đóng trang này.',
  offline: 'Chưa kết nối được với máy chủ. Xin Ông/Bà kiểm tra mạng rồi thử lại. Những gì đã nhập vẫn còn.',
  'timed-out': 'Máy chủ chưa trả lời. Xin Ông/Bà thử lại sau ít phút. Những gì đã nhập vẫn còn.',
  'not-json': 'Mạng đang chuyển hướng sang trang khác. Xin Ông/Bà đăng nhập Wi-Fi hoặc dùng mạng di động, rồi thử lại.',
  malformed: 'Hệ thống đang gặp trục trặc. Xin Ông/Bà thử lại sau ít phút. Những gì đã nhập vẫn còn.',
  unknown: 'Chưa rõ đã gửi được hay chưa. Xin Ông/Bà bấm gửi lại: nếu đã nhận được, chúng tôi không ghi hai lần.',
  unsure: 'Chưa rõ cơ quan đã nhận được hay chưa. Xin Ông/Bà đừng gửi lại mà gọi điện để hỏi.',
  tooMany: (wait: string) => `Đã có nhiều lượt trong ít phút qua. Xin Ông/Bà thử lại sau ${wait}.`,
  busy: (wait: string) => `Máy chủ đang bận. Xin Ông/Bà thử lại sau ${wait}. Những gì đã nhập vẫn còn.`,
  seconds: (count: number) => `${count} giây`,
  minutes: (count: number) => `${count} phút`,
  notOffered: 'Cơ quan chưa cung cấp dịch vụ này trực tuyến. Xin đến quầy hoặc gọi cho cơ quan.',
  internal: 'Hiện chưa làm được việc này. Xin Ông/Bà thử lại sau ít phút.',
  paused: 'Tạm dừng.',
  until: (moment: string) => `Đến ${moment}.`,
  kept: 'Những gì Ông/Bà đã nhập vẫn còn. Trang sẽ tự mở lại.',
  requestId: (id: string) => `Mã sự cố: ${id}`,
};

export type CoreTexts = typeof coreTexts;
