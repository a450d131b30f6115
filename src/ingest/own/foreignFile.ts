const unpack = 'Unpack it and choose the files inside.';
const saveAsCsv = 'Save each sheet as CSV and choose those files.';

/** Formats known by their first bytes, and what a person can do with such a file. */
const magics: readonly { readonly at: number; readonly bytes: string; readonly sentence: string }[] = [
  { at: 0, bytes: '\x89PNG', sentence: 'It is a picture, not data.' },
  { at: 0, bytes: '\xff\xd8\xff', sentence: 'It is a picture, not data.' },
  { at: 0, bytes: 'GIF8', sentence: 'It is a picture, not data.' },
  { at: 8, bytes: 'WEBP', sentence: 'It is a picture, not data.' },
  { at: 0, bytes: 'II*\0', sentence: 'It is a picture, not data.' },
  { at: 0, bytes: 'MM\0*', sentence: 'It is a picture, not data.' },
  { at: 0, bytes: '%PDF-', sentence: 'It is a PDF. Export the table behind it as CSV.' },
  { at: 4, bytes: 'ftyp', sentence: 'It is a video or a picture, not data.' },
  { at: 0, bytes: '\x1aE\xdf\xa3', sentence: 'It is a video, not data.' },
  { at: 8, bytes: 'AVI ', sentence: 'It is a video, not data.' },
  { at: 0, bytes: 'OggS', sentence: 'It is sound or a video, not data.' },
  { at: 0, bytes: 'ID3', sentence: 'It is sound, not data.' },
  { at: 0, bytes: 'SQLite format 3\0', sentence: 'It is an SQLite database. Export its tables as CSV.' },
  { at: 0, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', sentence: `It is an old Office file. ${saveAsCsv}` },
  { at: 0, bytes: 'Rar!', sentence: `It is a RAR archive. ${unpack}` },
  { at: 0, bytes: '7z\xbc\xaf\x27\x1c', sentence: `It is a 7-Zip archive. ${unpack}` },
  { at: 0, bytes: 'BZh', sentence: `It is packed with bzip2. ${unpack}` },
  { at: 0, bytes: '\xfd7zXZ\0', sentence: `It is packed with xz. ${unpack}` },
  { at: 0, bytes: '\x28\xb5\x2f\xfd', sentence: `It is packed with zstd. ${unpack}` },
  { at: 257, bytes: 'ustar', sentence: `It is a tar archive. ${unpack}` },
  { at: 0, bytes: 'PARE', sentence: 'It is an encrypted Parquet file. Export it without encryption.' },
  { at: 0, bytes: 'ARROW1', sentence: 'It is an Arrow file. Save the table as Parquet or CSV.' },
  { at: 0, bytes: 'ORC', sentence: 'It is an ORC file. Save the table as Parquet or CSV.' },
  { at: 0, bytes: 'Obj\x01', sentence: 'It is an Avro file. Save the table as Parquet or CSV.' },
  { at: 0, bytes: '\x7fELF', sentence: 'It is a program, not data.' },
  { at: 0, bytes: 'MZ\x90\0', sentence: 'It is a program, not data.' },
];

/** Why a file that begins so cannot be a table, in one sentence or two; null where it may be CSV text. */
export function foreignFile(start: Uint8Array): string | null {
  const known = magics.find(({ at, bytes }) => latin1(start.subarray(at, at + bytes.length)) === bytes);
  if (known !== undefined) return known.sentence;
  if (latin1(start.subarray(0, 2)) === 'PK' && [3, 5, 7].includes(start[2] ?? 0)) return zipFile(start);
  return foreignText(start);
}

/** Source: PKWARE APPNOTE 6.3.10, 4.3.7 “Local file header”; bit 0 of its flags: the entry is encrypted. */
function zipFile(start: Uint8Array): string {
  const text = latin1(start);
  if (((start[6] ?? 0) & 1) === 1) return `It is a password-protected zip archive. ${unpack}`;
  if (text.includes('[Content_Types].xml')) return `It is an Office file. ${saveAsCsv}`;
  if (text.slice(30, 38) === 'mimetype' && text.includes('opendocument')) return `It is a spreadsheet. ${saveAsCsv}`;
  return `It is a zip archive. ${unpack}`;
}

function foreignText(start: Uint8Array): string | null {
  const [a, b] = start;
  const isWide = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const encoding = !isWide ? 'utf-8' : a === 0xff ? 'utf-16le' : 'utf-16be';
  const head = new TextDecoder(encoding).decode(start.subarray(0, 4096)).trimStart();
  if (/^(\{\s*("|\}|$)|\[\s*(\{|\[|\]|"|$))/.test(head)) return 'It is JSON. Export the table as CSV.';
  if (/^<(!doctype html|html\b|head\b|body\b)/i.test(head)) return 'It is a web page. Export the table as CSV.';
  if (/^<(\?xml|svg\b|[a-z][\w:.-]*[\s>])/i.test(head)) return 'It is XML. Export the table as CSV.';
  return null;
}

/** Whether the bytes are no text of any encoding: full of characters that no text has. */
export function isBinary(utf8: Uint8Array): boolean {
  let controls = 0;
  const head = utf8.subarray(0, 16_384);
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  return controls > head.length / 50;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
