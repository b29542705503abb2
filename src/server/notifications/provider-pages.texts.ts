const vi = {
  label: 'Nơi gửi tin',
  hint: 'Người quản trị máy chủ nối các nơi gửi tin. Trang này cho biết tin của cơ quan đi qua đâu.',
  none: 'Chưa nối nơi gửi tin nào: tin nằm lại ở đây và ghi là chưa gửi. Xin nhờ người quản trị máy chủ.',
  provider: 'Tên',
  channels: { sms: 'Tin nhắn SMS', zalo: 'Zalo' },
  inUse: 'Đang dùng',
  choose: 'Dùng nơi này',
  chooseFor: (name: string) => `Dùng nơi này: ${name}`,
  today: '24 giờ qua',
  counts: ({ sent, failed, unknown }: Record<'sent' | 'failed' | 'unknown', number>) =>
    `gửi ${sent}, không gửi được ${failed}, không rõ ${unknown}`,
  perMinute: (count: number) => `nhiều nhất ${count} tin mỗi phút`,
  receipts: 'Địa chỉ nhận báo phát và tin của người dân',
  receiptsHint: 'Ghi địa chỉ này ở nơi gửi tin. Ai có địa chỉ này có thể báo tin đã đến: đừng đưa cho người khác.',
  test: 'Gửi thử một tin',
  testHint: 'Tin thử đi như mọi tin khác và tính tiền như một tin.',
  phone: 'Số điện thoại nhận tin thử',
  send: 'Gửi thử',
  fields: { '/phone': 'Số điện thoại không đúng.' } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Providers',
  hint: 'Who runs the server connects providers. This page shows through which of them your messages go.',
  none: 'No provider is connected: messages stay here, labelled as not sent. Please ask who runs the server.',
  provider: 'Name',
  channels: { sms: 'SMS', zalo: 'Zalo' },
  inUse: 'In use',
  choose: 'Use this one',
  chooseFor: name => `Use this one: ${name}`,
  today: 'Last 24 hours',
  counts: ({ sent, failed, unknown }) => `${sent} sent, ${failed} failed, ${unknown} unknown`,
  perMinute: count => `at most ${count} messages a minute`,
  receipts: 'Address for receipts and messages of citizens',
  receiptsHint:
    'Enter this address at the provider. Whoever has it can say that a message arrived: keep it to yourself.',
  test: 'Send a test message',
  testHint: 'It goes the way of all messages, and costs as much as one.',
  phone: 'Phone number for the test',
  send: 'Send',
  fields: { '/phone': 'This is no phone number.' },
};

/** Texts of the page of providers. */
export const providerTexts = { vi, en };
