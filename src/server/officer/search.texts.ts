const vi = {
  title: 'Tìm',
  found: (count: number) => `Tìm thấy ${count} mục.`,
  nothing: 'Không tìm thấy.',
  hint: 'Gõ vào ô tìm ở trên.',
  how: 'Tìm được theo mã hồ sơ (hoặc 4 số cuối), họ tên không cần dấu, số điện thoại, số thứ tự như A012, mã góp ý.',
  appointment: 'Lịch hẹn',
  opinion: 'Góp ý',
};

const en: typeof vi = {
  title: 'Search',
  found: count => `${count} ${count === 1 ? 'item' : 'items'} found.`,
  nothing: 'Nothing was found.',
  hint: 'Type into the field above.',
  how: 'Find by dossier code (or its last 4 digits), name without diacritics, phone number, ticket number such as A012, or code of an opinion.',
  appointment: 'Appointment',
  opinion: 'Opinion',
};

/** Texts of the search page. */
export const searchTexts = { vi, en };
