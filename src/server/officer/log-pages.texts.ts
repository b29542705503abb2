const vi = {
  label: 'Nhật ký',
  officer: 'Cán bộ',
  action: 'Việc',
};

const en: typeof vi = {
  label: 'Log',
  officer: 'Officer',
  action: 'Action',
};

/** Texts of the log page. */
export const logTexts = { vi, en };
