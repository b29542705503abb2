import { foreign, type Foreign } from './foreign.ts';

/** A catalogue of videos whose answers name addresses: pages, details, and captions on a second host. */
export interface VideoCatalogue {
  catalogue: Foreign;
  media: Foreign;
  /** The address that the detail names next; by default its own. */
  detailAt: string | undefined;
  close(): void;
}

const subtitles =
  '1\r\n00:00:00,000 --> 00:00:02,500\r\nMời Ông Bà <b>lấy số</b>.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nXin cảm ơn.\r\n';

export async function videoCatalogue(): Promise<VideoCatalogue> {
  const media = await foreign((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(subtitles);
  });
  const made: VideoCatalogue = {
    catalogue: await foreign(({ url }) => {
      const base = made.catalogue.url;
      if (url === '/api/videos?id=lay-so')
        return { items: [{ id: 'lay-so', href: made.detailAt ?? `${base}/api/v/1%2F2?x=a%26b` }] };
      if (url.startsWith('/api/videos')) return { items: [] };
      return { id: 'lay-so', title: 'Lấy số thứ tự', mp4: '/phim/1.mp4', srt: `${media.url}/1.srt` };
    }),
    media,
    detailAt: undefined,
    close: () => {
      made.catalogue.close();
      media.close();
    },
  };
  return made;
}

/** A map of it: a guide is found, followed to its detail, and gets its captions. */
export const videoCatalogueMap = ({ catalogue, media }: VideoCatalogue, more: object = {}) => ({
  motcua: '1',
  name: 'Kho phim',
  base: `${catalogue.url}/api/`,
  hosts: [media.url],
  agencies: ['xa'],
  operations: {
    'guide.read': {
      steps: [
        {
          name: 'found',
          request: { path: '/videos', query: { id: '=$input.guide' } },
          errorWhen: [{ when: '=$count(items) = 0', problem: 'guide-not-found' }],
          keep: '=items[0].href',
        },
        { name: 'detail', request: { path: '=$steps.found' }, cache: 60 },
        { name: 'captions', request: { path: '=$steps.detail.srt', answer: 'text' }, keep: '=$vtt($)' },
      ],
      answer: {
        id: '=$steps.detail.id',
        title: { vi: '=$steps.detail.title' },
        seconds: 4,
        steps: 1,
        procedure: null,
        publisher: 'UBND xã',
        reviewedAt: '2026-11-01',
        outdated: null,
        poster: null,
        sources: [{ url: "=$replace($base, '/api/', '') & $steps.detail.mp4", type: 'video/mp4', bytes: 1000 }],
        captions: [{ lang: 'vi', url: '=$steps.detail.srt', cues: '=$steps.captions' }],
        chapters: [{ at: 0, title: { vi: 'Lấy số' } }],
        papers: [],
        asks: false,
      },
    },
  },
  ...more,
});
