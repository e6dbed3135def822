import { ArchiveError } from './archive-error.js';

/** What the directory of a zip archive says of a file, folder or link: APPNOTE.TXT of PKWARE, 4.3.12. */
export interface ZipEntry {
  readonly path: string;
  readonly isLink: boolean;
  readonly isProtected: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header is. */
  readonly offset: number;
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_SIZE = 22;
const DIRECTORY_END_64 = 0x06064b50;
const DIRECTORY_END_64_SIZE = 56;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_SIZE = 20;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;

/** Methods of compression. */
export const STORED = 0;
export const DEFLATED = 8;

/** Stands where a number is too large for 32 bits, and is told elsewhere. */
const LARGE = 0xffffffff;

/** Extra fields of an entry: its large numbers, and its name in UTF-8. */
const ZIP64_FIELD = 0x0001;
const UNICODE_PATH_FIELD = 0x7075;

/** The names of files in Unix's part of the attributes. */
const TYPE_MASK = 0xf000;
const LINK = 0xa000;

/** Where the record is that ends a zip archive; `null` where there is none. */
export function findDirectoryEnd(archive: Uint8Array): number | null {
  const view = viewOf(archive);
  // A comment of up to 64 KiB may follow.
  const last = view.byteLength - DIRECTORY_END_SIZE;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    const isEnd =
      view.getUint32(at, true) === DIRECTORY_END &&
      at + DIRECTORY_END_SIZE + view.getUint16(at + 20, true) === view.byteLength;
    if (isEnd) return at;
  }
  return null;
}

/**
 * What the directory at the end of a zip archive names, in its order.
 *
 * @throws {ArchiveError}
 */
export function* readDirectory(archive: Uint8Array): Generator<ZipEntry> {
  const view = viewOf(archive);
  const { end, count, size, offset } = readEnd(view, findDirectoryEnd(archive));
  // Something may stand before the archive, as in one that unpacks itself.
  const base = end - size - offset;
  if (base < 0) throw damaged();
  let at = end - size;
  for (let index = 0; index < count; index++) {
    if (at < 0 || at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
    const name = at + 46;
    const extra = name + view.getUint16(at + 28, true);
    const comment = extra + view.getUint16(at + 30, true);
    const fields = readFields(view, extra, comment);
    const large = largeNumbers(fields.get(ZIP64_FIELD));
    const sizeOf = (place: number): number => {
      const value = view.getUint32(at + place, true);
      return value === LARGE ? large() : value;
    };
    // In this order the large ones are told.
    const unpackedSize = sizeOf(24);
    const packedSize = sizeOf(20);
    yield {
      path: decodeName(archive.subarray(name, extra), fields.get(UNICODE_PATH_FIELD)),
      isLink: ((view.getUint32(at + 38, true) >>> 16) & TYPE_MASK) === LINK,
      isProtected: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize,
      size: unpackedSize,
      offset: base + sizeOf(42),
    };
    at = comment + view.getUint16(at + 32, true);
  }
}

/**
 * What an archive holds of a file, as it is there: a part of the archive, not a copy.
 *
 * @throws {ArchiveError}
 */
export function packedContent(
  archive: Uint8Array<ArrayBuffer>,
  { offset, packedSize }: ZipEntry,
): Uint8Array<ArrayBuffer> {
  const view = viewOf(archive);
  const isHeader =
    offset + LOCAL_HEADER_SIZE <= archive.length && view.getUint32(offset, true) === LOCAL_HEADER;
  if (!isHeader) throw damaged();
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const start = offset + LOCAL_HEADER_SIZE + names;
  return archive.subarray(start, start + packedSize);
}

/** That an archive is not what its directory says. */
export function damaged(path?: string): ArchiveError {
  const what = path === undefined ? '' : ` at ${JSON.stringify(path)}`;
  return new ArchiveError(`is damaged or incomplete${what}`);
}

/** Where the directory ends and what it comprises; the Zip64 format says it in a record of its own. */
function readEnd(
  view: DataView,
  at: number | null,
): Record<'end' | 'count' | 'size' | 'offset', number> {
  if (at === null) throw damaged();
  const locator = at - LOCATOR_64_SIZE;
  const end = locator - DIRECTORY_END_64_SIZE;
  if (end >= 0 && view.getUint32(locator, true) === LOCATOR_64) {
    if (view.getUint32(end, true) !== DIRECTORY_END_64) throw damaged();
    const number = (place: number): number => Number(view.getBigUint64(end + place, true));
    return { end, count: number(32), size: number(40), offset: number(48) };
  }
  return {
    end: at,
    count: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
  };
}

/** The extra fields between two places, by their numbers. */
function readFields(view: DataView, start: number, end: number): ReadonlyMap<number, DataView> {
  const fields = new Map<number, DataView>();
  for (let at = start; at + 4 <= end && end <= view.byteLength;) {
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > end) break;
    fields.set(
      view.getUint16(at, true),
      new DataView(view.buffer, view.byteOffset + at + 4, length),
    );
    at += 4 + length;
  }
  return fields;
}

/** Gives the numbers of a Zip64 field, one after the other. */
function largeNumbers(field: DataView | undefined): () => number {
  let at = 0;
  return () => {
    if (!field || at + 8 > field.byteLength) throw damaged();
    at += 8;
    return Number(field.getBigUint64(at - 8, true));
  };
}

/** The upper half of code page 437, the one of zip archives that say nothing else. */
const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Names are UTF-8, whatever their flag says, or of old systems, of which some add the name in UTF-8. */
function decodeName(bytes: Uint8Array, unicode: DataView | undefined): string {
  try {
    // Before the name in that field are its version and the checksum of the other one.
    return UTF_8.decode(
      unicode
        ? new Uint8Array(unicode.buffer, unicode.byteOffset + 5, unicode.byteLength - 5)
        : bytes,
    );
  } catch {
    return Array.from(bytes, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : (CODE_PAGE_437[byte - 0x80] ?? ''),
    ).join('');
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
