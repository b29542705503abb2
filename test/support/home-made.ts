import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A home-made system of a commune: Vietnamese column names, form posts, epoch seconds, HTTP 200 for everything. */
export interface HomeMade {
  url: string;
  /** Every request body, with its path. */
  asked: { path: string; body: string; headers: IncomingMessage['headers'] }[];
  opinions: { ma: string; noi_dung: string; ho_ten: string; dien_thoai: string; tra_loi: string }[];
  appointments: Map<string, { gio: number; ho_ten: string; dien_thoai: string; huy: boolean }>;
  /** What the next requests to a path get instead: a status, or a cut connection before or after the work. */
  faults: Map<string, ('cut-before' | 'cut-after' | number)[]>;
  close(): void;
}

const day = 86_400;

/** @param cors whether it sends `Access-Control-Allow-Origin: *` */
export async function homeMade({ cors = true, now = Math.floor(Date.now() / 1000) } = {}): Promise<HomeMade> {
  const dossiers: Record<string, Record<string, unknown>> = {
    '000.17.26.H29-261120-0007': {
      'Mã hồ sơ': '000.17.26.H29-261120-0007',
      'Tên thủ tục': 'Đăng ký khai sinh',
      'Chủ hồ sơ': 'NGUYỄN THỊ BÌNH',
      CCCD: '079182000123',
      'Điện thoại': '0912 345 678',
      'Ngày nhận': now - 4 * day,
      'Ngày hẹn trả': String(now + 3 * day),
      'Ngày trả': 0,
      'Trạng thái': 2,
      'Ghi chú': '<p>Bổ sung <b>bản sao</b> giấy chứng sinh &amp; CCCD</p>',
      'Giấy tờ còn thiếu': 'Giấy chứng sinh;Bản sao CCCD',
      'Quá trình': [
        { luc: now - 4 * day, viec: 'Tiếp nhận', phong: 'Bộ phận Một cửa' },
        { luc: now - 2 * day, viec: 'Yêu cầu bổ sung', phong: 'Tư pháp – Hộ tịch' },
      ],
    },
  };
  const made: HomeMade = {
    url: '',
    asked: [],
    opinions: [],
    appointments: new Map(),
    faults: new Map(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const error = (thong_bao: string) => ({ ket_qua: 'LOI', thong_bao });

  const scripts: Record<string, (fields: URLSearchParams) => unknown> = {
    '/tra_cuu.php': fields => {
      const row = dossiers[fields.get('ma_ho_so') ?? ''];
      const phone = String(row?.['Điện thoại'] ?? '').replace(/\s/g, '');
      return row && phone.endsWith(fields.get('bon_so_cuoi') ?? '?')
        ? { ket_qua: 'OK', ho_so: row }
        : error('Không tìm thấy hồ sơ');
    },
    '/gop_y.php': fields => {
      const noi_dung = fields.get('noi_dung') ?? '';
      if (noi_dung.includes('spam')) return error('Nội dung không hợp lệ');
      const ma = `GY-${String(made.opinions.length + 1).padStart(4, '0')}`;
      made.opinions.push({
        ma,
        noi_dung,
        ho_ten: fields.get('ho_ten') ?? '',
        dien_thoai: fields.get('dien_thoai') ?? '',
        tra_loi: '',
      });
      return { ket_qua: 'OK', ma, gui_luc: now };
    },
    '/xem_gop_y.php': fields => {
      const row = made.opinions.find(({ ma }) => ma === fields.get('ma'));
      return row
        ? { ket_qua: 'OK', gop_y: { ...row, gui_luc: now, tra_loi_luc: row.tra_loi ? now : 0 } }
        : error('Sai mã');
    },
    '/lich_trong.php': fields => {
      const [d = '', m = '', y = ''] = (fields.get('ngay') ?? '').split('/');
      const start = Date.parse(`${y}-${m}-${d}T00:00:00+07:00`) / 1000;
      const weekday = new Date(start * 1000 + 7 * 3600_000).getUTCDay();
      if (!(weekday % 6) || start < now) return { ket_qua: 'OK', gio: null };
      const gio = [8, 9, 14].map(hour => {
        const bat_dau = start + hour * 3600;
        const taken = [...made.appointments.values()].filter(one => one.gio === bat_dau && !one.huy).length;
        return { bat_dau, con: 2 - taken };
      });
      return { ket_qua: 'OK', gio };
    },
    '/dat_lich.php': fields => {
      const gio = Number(fields.get('gio'));
      const taken = [...made.appointments.values()].filter(one => one.gio === gio && !one.huy).length;
      if (taken >= 2) return error('Hết chỗ');
      const so = String(made.appointments.size + 1);
      made.appointments.set(so, {
        gio,
        ho_ten: fields.get('ho_ten') ?? '',
        dien_thoai: fields.get('dien_thoai') ?? '',
        huy: false,
      });
      return { ket_qua: 'OK', so_phieu: Number(so) };
    },
    '/xem_lich.php': fields => {
      const row = made.appointments.get(fields.get('so_phieu') ?? '');
      return row
        ? { ket_qua: 'OK', lich: { so_phieu: fields.get('so_phieu'), ...row, huy: row.huy ? 1 : 0 } }
        : error('Sai số phiếu');
    },
    '/huy_lich.php': fields => {
      const row = made.appointments.get(fields.get('so_phieu') ?? '');
      if (!row || row.huy) return error('Không hủy được');
      row.huy = true;
      return { ket_qua: 'OK' };
    },
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += String(part)));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      made.asked.push({ path: pathname, body, headers: request.headers });
      const fault = made.faults.get(pathname)?.shift();
      if (fault === 'cut-before') return void request.socket.destroy();
      const script = scripts[pathname];
      // PHP's $_POST ignores other content types.
      const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
      const answer = script?.(request.method === 'POST' ? new URLSearchParams(isForm ? body : '') : searchParams);
      if (fault === 'cut-after') return void request.socket.destroy();
      response.writeHead(typeof fault === 'number' ? fault : script ? 200 : 404, {
        'Content-Type': 'text/html; charset=UTF-8',
        ...(cors && { 'Access-Control-Allow-Origin': '*' }),
      });
      // A byte order mark, as from a file saved with one.
      response.end(`\uFEFF${JSON.stringify(answer ?? '404')}`);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return made;
}
