const vi = {
  label: 'Kết nối',
  noMaps: 'Máy chủ này không đứng trước hệ thống nào khác (MOTCUA_MAPS).',
  doctorInput: 'Đầu vào (JSON)',
  doctorOrigin: 'Trang sẽ dùng trực tiếp (để trống nếu qua cổng)',
  doctorTry: 'Thử',
  doctorWrites:
    'Thao tác này ghi dữ liệu nên không thử được ở đây: người quản trị thử bằng lệnh motcua doctor --writes.',
  doctorAsked: 'Đã hỏi',
  doctorRaw: 'Câu trả lời gốc (chỉ tên các ô)',
  doctorMapped: 'Sau khi chuyển',
  doctorNotJson: 'Đầu vào chưa phải JSON. Những gì đã ghi vẫn còn bên dưới.',
};

const en: typeof vi = {
  label: 'Connections',
  noMaps: 'This server stands in front of no other system (MOTCUA_MAPS).',
  doctorInput: 'Input (JSON)',
  doctorOrigin: 'Page that is to use it directly (empty behind the gateway)',
  doctorTry: 'Try',
  doctorWrites: 'This operation writes, so it cannot be tried here: an operator tries it with motcua doctor --writes.',
  doctorAsked: 'Asked',
  doctorRaw: 'Raw answer (names of fields only)',
  doctorMapped: 'Mapped answer',
  doctorNotJson: 'The input is not JSON. What was typed is still there below.',
};

/** Texts of the pages that try maps. */
export const doctorPagesTexts = { vi, en };
