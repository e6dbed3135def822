import { strToU8, zipSync } from 'fflate';

/** The address of a wheel of `own` 1.0 with these files. */
export function wheel(files: Readonly<Record<string, string>>): string {
  const described = {
    ...files,
    'own-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: own\nVersion: 1.0\n',
    'own-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\n',
  };
  const contents = Object.entries(described).map(([path, text]) => [path, strToU8(text)] as const);
  return URL.createObjectURL(new Blob([zipSync(Object.fromEntries(contents))]));
}
