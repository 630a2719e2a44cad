/** A file to upload: its name with the folders it was dropped in, so that a page finds its pictures. */
export interface ChosenFile {
  readonly name: string;
  readonly file: File;
}

/** What one upload may hold: the server refuses more, and says so; here it is said before anything is read. */
export const MOST_FILES = 500;
export const MOST_BYTES = 20_000_000;

const IMPORTABLE =
  /\.(?:txt|text|html?|xhtml|md|markdown|mdown|docx|docm|xml|wxr|json|zip|png|jpe?g|gif|webp|avif|svg|css)$/i;

/** The files of a drop, with those in folders. What no import reads, such as a folder's hidden files, is left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  // The entries must be asked for at once: after the first wait the browser has forgotten the drop.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return pickedFiles(transfer.files);
  const found = await Promise.all(entries.map((entry) => filesIn(entry)));
  const isAlone = entries.length === 1 && entries[0]!.isFile;
  return found.flat().filter(({ name }) => isAlone || isWanted(name));
}

/** The files of a choice, by their path where a folder was chosen. */
export function pickedFiles(files: FileList): ChosenFile[] {
  const all = [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  return all.length === 1 ? all : all.filter(({ name }) => isWanted(name));
}

function isWanted(name: string): boolean {
  return IMPORTABLE.test(name) && !name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

async function filesIn(entry: FileSystemEntry): Promise<ChosenFile[]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [{ name, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  for (;;) {
    // A browser hands over a hundred at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map((one) => filesIn(one)))).flat();
}

/** Together, in bytes. */
export function sizeOf(files: readonly ChosenFile[]): number {
  return files.reduce((sum, { file }) => sum + file.size, 0);
}
