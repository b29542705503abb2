/** Path data of icons for `icon()`; strings, so that a bundle contains only those it uses. */
export const calendarIcon =
  'M6 5.5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM4 10.5h16M8.5 3.5v4M15.5 3.5v4';
export const copyIcon =
  'M10.5 8.5h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3';
export const keepIcon = 'M7 3.5h10a1.5 1.5 0 0 1 1.5 1.5v15.5L12 16l-6.5 4.5V5A1.5 1.5 0 0 1 7 3.5z';
export const lateIcon = 'M20.4 10.8a8.5 8.5 0 1 0-6.6 9.5M12 7v5l2.5 1.5M19.5 14.5v3.3M19.5 20.8v.1';
export const messageIcon =
  'M5.5 4.5h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H12l-5 4v-4H5.5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM8 9h8M8 12.3h5';
export const moneyIcon =
  'M5.5 6h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M7 12h.1M17 12h.1';
export const pinIcon =
  'M12 20.5s-6.5-5.5-6.5-10.5a6.5 6.5 0 0 1 13 0c0 5-6.5 10.5-6.5 10.5ZM9.7 10a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0';
export const printIcon =
  'M7.5 8V3.5h9V8M7 17H5.5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H17M7.5 13.5h9v7h-9z';
export const searchIcon = 'M4 10.8a6.8 6.8 0 1 0 13.6 0a6.8 6.8 0 1 0-13.6 0M15.8 15.8l4.7 4.7';
export const sendIcon = 'M20.5 3.5 3.5 10.3l7 3.2 3.2 7ZM20.5 3.5l-10 10';
export const tickIcon = 'm5 12.8 4.6 4.7L19 7.5';
export const playIcon = 'M8 5v14l11-7z';
export const removeIcon = 'm6.5 6.5 11 11M17.5 6.5l-11 11';
export const backIcon = 'M19.5 12h-15M11 5.5 4.5 12l6.5 6.5';
export const deskIcon =
  'M9.4 6.3a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0M3.5 14.5h17M5.5 14.5v6M18.5 14.5v6M7.8 14.5a4.2 4.2 0 0 1 8.4 0';
export const peopleIcon =
  'M5.5 8.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M3 19.8c.4-3.8 2.8-5.6 6-5.6s5.6 1.8 6 5.6M15.5 5.2a3.5 3.5 0 0 1 0 6.6M17.8 14.7c1.9.8 3 2.5 3.2 5.1';
export const personIcon = 'M8.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M5 20c.4-4 3-6 7-6s6.6 2 7 6';
export const penIcon = 'M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19ZM14 6.5l3.5 3.5';
export const shopIcon =
  'M4.5 10v9.5h15V10M3.5 9.5 5 4.5h14l1.5 5a2.8 2.8 0 0 1-5.6 0a2.8 2.8 0 0 1-5.8 0a2.8 2.8 0 0 1-5.6 0ZM10 19.5v-5h4v5';
export const homeIcon = 'm3.5 11.5 8.5-7.5 8.5 7.5M6 9.8v10h12v-10M10 19.8v-5.3h4v5.3';
export const fileIcon = 'M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10ZM13.5 3.5v5h5M9 13h6M9 16.5h4';
export const leftIcon = 'M14.5 5.5 8 12l6.5 6.5';
export const rightIcon = 'm9.5 5.5 6.5 6.5-6.5 6.5';
export const downIcon = 'm5.5 9 6.5 6.5L18.5 9';
export const listIcon = 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1';
export const imageIcon =
  'M5.5 4.5h13a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM7.1 9.7a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M4 17.5l5-4.5 3.3 3 3.4-3.5 4.8 4.5';
export const lockIcon =
  'M6.5 10.5h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 10.5v-3a4 4 0 0 1 8 0v3M12 14.7v1.6';
