import type { ExaminationResult, Finding } from './doctor.ts';

/** Texts of the findings, for authors of maps. */
export const vi = {
  results: {
    answered: 'trả lời được',
    refused: 'bị từ chối',
    failed: 'hỏng',
    'not-tried': 'chưa thử',
  } as Record<ExaminationResult['result'], string>,
  finding(finding: Finding): string {
    switch (finding.kind) {
      case 'no-example':
        return 'Chưa có ví dụ để thử: ghi vào examples đầu vào của thao tác này.';
      case 'writes':
        return 'Thao tác này ghi dữ liệu nên không tự thử với hệ thống thật. Ghi câu trả lời mẫu vào examples, hoặc thử riêng.';
      case 'recorded':
        return 'Thử với câu trả lời đã ghi lại, không hỏi hệ thống thật.';
      case 'personal':
        return 'Câu trả lời có số giống số điện thoại hoặc số định danh: chỉ dùng tệp ánh xạ này phía sau cổng, không dùng trong trang.';
      case 'cors-missing':
        return 'Trang không đọc được: thiếu Access-Control-Allow-Origin. Đặt hệ thống phía sau cổng, hoặc mở CORS.';
      case 'cors-preflight':
        return `Trang không gửi được: hệ thống không chấp nhận ${finding.detail} khi trình duyệt hỏi trước.`;
      case 'mixed-content':
        return `Trang https không gọi được ${finding.detail} vì là http.`;
      case 'not-read':
        return finding.detail;
      case 'missable':
        return `${finding.detail}: dùng != với một ô có thể thiếu thì không từ chối ai. Viết $not(a = b).`;
      case 'csp':
        return `Trang có Content-Security-Policy cần thêm: connect-src ${finding.detail}`;
      case 'empty':
        return `Còn để trống: ${finding.detail}. Nếu hệ thống có, thêm vào answer.`;
    }
  },
};

export const en: typeof vi = {
  results: { answered: 'answered', refused: 'refused', failed: 'failed', 'not-tried': 'not tried' },
  finding(finding) {
    switch (finding.kind) {
      case 'no-example':
        return 'There is no example to try: write an input for this operation into examples.';
      case 'writes':
        return 'This operation writes, so it is not tried on the real system by itself. Record an answer in examples, or try it with --writes.';
      case 'recorded':
        return 'Tried with recorded answers; the real system was not asked.';
      case 'personal':
        return 'The answer holds what looks like phone or identity numbers: use this map behind the gateway only, not in a page.';
      case 'cors-missing':
        return 'A page cannot read this: Access-Control-Allow-Origin is missing. Put the system behind the gateway, or open CORS.';
      case 'cors-preflight':
        return `A page cannot send this: the system does not allow ${finding.detail} when the browser asks before.`;
      case 'mixed-content':
        return `A page on https cannot ask ${finding.detail}, which is http.`;
      case 'not-read':
        return finding.detail;
      case 'missable':
        return `${finding.detail}: != on a field that may be missing refuses nobody. Write $not(a = b).`;
      case 'csp':
        return `A page with a Content-Security-Policy needs: connect-src ${finding.detail}`;
      case 'empty':
        return `Left empty: ${finding.detail}. If the system knows them, add them to answer.`;
    }
  },
};
