/** Texts of the agency list, loaded with it. */
export const agencyTexts = {
  search: 'Tìm phường, xã',
  searchHint: 'Gõ tên mới hoặc tên cũ, không cần dấu. Ví dụ: phuong 5',
  list: 'Nơi đặt lịch được',
  count: (count: number) => (count ? `${count} nơi` : 'Không tìm thấy nơi nào. Xin nhập tên khác.'),
  none: 'Hiện chưa có nơi nào nhận đặt lịch việc này. Xin gọi cho chúng tôi.',
  formerly: (names: string) => `Trước là ${names}`,
  near: 'Tìm nơi gần tôi nhất',
  nearHint: 'Máy sẽ hỏi Ông/Bà có cho biết vị trí không. Vị trí không gửi đi đâu cả.',
  looking: 'Đang tìm vị trí…',
  sorted: 'Đã xếp nơi gần nhất lên đầu.',
  noPosition: 'Máy không cho biết vị trí. Xin chọn trong danh sách.',
  away: (kilometres: string) => `cách khoảng ${kilometres} km`,
};

export type AgencyTexts = typeof agencyTexts;
