import { ArchiveError } from '../kernel/file-system/archive-error.js';

/**
 * Decompresses with the browser's own code, which runs beside the page's.
 *
 * @param onbytes told how many bytes have come out; what it throws ends the decompression
 * @throws {ArchiveError}
 */
export async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
  onbytes: (length: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new ArchiveError('is damaged or incomplete', { cause });
    });
    if (done) break;
    try {
      onbytes(value.length);
    } catch (error) {
      reader.cancel().catch(() => undefined);
      throw error;
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
