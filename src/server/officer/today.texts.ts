const vi = {
  label: 'Hôm nay',
  hello: (name: string) => `Chào ${name}`,
  overdue: 'Trễ hẹn',
  oldest: (days: number) => (days ? `lâu nhất ${days} ngày` : 'từ hôm nay'),
  dueToday: 'Đến hạn hôm nay',
  waiting: 'Chờ người dân',
  calls: 'Cần gọi điện',
  results: 'Chờ nhận kết quả',
  first: 'Làm trước',
  allMine: 'Mọi việc của tôi',
  nothingFirst: 'Không còn việc nào có hạn.',
  visitors: 'Lịch hẹn lúc này',
  wholeDay: 'Cả ngày',
  noVisitors: 'Hôm nay không còn ai hẹn.',
  arrived: 'đã đến',
};

const en: typeof vi = {
  label: 'Today',
  hello: name => `Hello ${name}`,
  overdue: 'Overdue',
  oldest: days => (days ? `the oldest by ${days} ${days === 1 ? 'day' : 'days'}` : 'since today'),
  dueToday: 'Due today',
  waiting: 'Waiting for the citizen',
  calls: 'Calls to make',
  results: 'Results to hand out',
  first: 'Do first',
  allMine: 'All my work',
  nothingFirst: 'Nothing has a due date any more.',
  visitors: 'Appointments now',
  wholeDay: 'Whole day',
  noVisitors: 'Nobody else has an appointment today.',
  arrived: 'has arrived',
};

/** Texts of the start page. */
export const todayTexts = { vi, en };
