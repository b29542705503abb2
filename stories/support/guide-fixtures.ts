import { parse } from 'valibot';
import { Guide, guideList } from '../../src/contract/index.ts';
import { parseVtt } from '../../src/domain/vtt.ts';
import english from '../../src/server/sample/guides/dang-ky-khai-sinh.en.vtt?raw';
import vietnamese from '../../src/server/sample/guides/dang-ky-khai-sinh.vi.vtt?raw';

const cuesOf = (file: string) => {
  const read = parseVtt(file);
  return 'cues' in read ? read.cues : [];
};
const cues = cuesOf(vietnamese);
/** Storybook serves the sample films beside its pages. */
const media = (ending: string) =>
  new URL(`guides/dang-ky-khai-sinh.${ending}`, location.href.replace(/[^/]*$/, '')).href;
const chapter = (cue: number, vi: string, en: string) => ({ at: cues[cue]?.from ?? 0, title: { vi, en } });

export const guide = (more: Partial<Guide> = {}): Guide =>
  parse(Guide, {
    id: 'dang-ky-khai-sinh',
    title: { vi: 'Đăng ký khai sinh cho con', en: "Registering your child's birth" },
    seconds: 64,
    steps: 4,
    procedure: '1.001193',
    publisher: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
    reviewedAt: '2026-11-01',
    outdated: null,
    poster: media('jpg'),
    sources: [
      { url: media('mp4'), type: 'video/mp4', bytes: 576_224 },
      { url: media('webm'), type: 'video/webm', bytes: 303_215 },
    ],
    captions: [
      { lang: 'vi', url: media('vi.vtt'), cues },
      { lang: 'en', url: media('en.vtt'), cues: cuesOf(english) },
    ],
    chapters: [
      chapter(0, 'Chuẩn bị hai giấy tờ', 'Get two papers ready'),
      chapter(4, 'Chọn cách nộp', 'Choose how to apply'),
      chapter(7, 'Nộp giấy tờ tại quầy', 'Hand in the papers at the desk'),
      chapter(10, 'Nhận giấy khai sinh', 'Take the birth certificate home'),
    ],
    papers: [
      {
        name: 'Tờ khai đăng ký khai sinh',
        originals: 1,
        copies: 0,
        words: { en: { name: 'Birth registration form' } },
        at: cues[1]?.from ?? null,
      },
      {
        name: 'Giấy chứng sinh',
        originals: 1,
        copies: 0,
        condition: 'Không có thì nộp văn bản của người làm chứng',
        at: cues[2]?.from ?? null,
      },
    ],
    asks: true,
    ...more,
  });

const summary = (id: string, vi: string, en: string, seconds: number, steps: number) => ({
  id,
  title: { vi, en },
  seconds,
  steps,
  procedure: null,
});

export const guides = parse(guideList.output, {
  guides: [
    summary('chung-thuc-ban-sao', 'Chứng thực bản sao từ bản chính', 'Certifying copies of originals', 44, 3),
    summary('dang-ky-khai-sinh', 'Đăng ký khai sinh cho con', "Registering your child's birth", 64, 4),
    summary(
      'tra-cuu-va-dat-lich',
      'Tra cứu hồ sơ và đặt lịch trên điện thoại',
      'Look up and book on your phone',
      47,
      3,
    ),
  ],
  total: 3,
});

export const manyGuides = parse(guideList.output, {
  guides: Array.from({ length: 24 }, (_, i) =>
    summary(`g${i}`, `Hướng dẫn thủ tục số ${i + 1}`, `How to do procedure ${i + 1}`, 40 + i, 3),
  ),
  total: 500,
});
