/** How long after the last `dragover`, which comes every 350 ms at most, a drag counts as gone, in milliseconds. */
const DRAG_TIMEOUT = 600;

/** Where files can be dropped, and who is told. */
export interface DropTarget {
  /** Whether files may be dropped now. */
  readonly accepts: () => boolean;
  /** Files are dragged over the target, or no longer. */
  readonly ondrag: (isOver: boolean) => void;
  readonly ondrop: (files: readonly File[]) => void;
}

/**
 * Lets files be dropped onto an app. What in the app takes a drop itself, such as `dcc.Upload`, goes first: it
 * has prevented the event's default by the time it comes to the root.
 *
 * @param root the app's shadow root, on which nobody listens yet: components listen on their document too, to
 *   keep files that miss them from being opened. What the app leaves of its element's box counts as well.
 */
export function makeDropZone(root: ShadowRoot, target: DropTarget): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    clearTimeout(timer);
    target.ondrag(false);
  };
  const ondragover = (event: DragEvent): void => {
    if (!isForUs(event, target)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    clearTimeout(timer);
    timer = setTimeout(leave, DRAG_TIMEOUT);
    target.ondrag(true);
  };
  const ondrop = (event: DragEvent): void => {
    leave();
    if (!isForUs(event, target)) return;
    event.preventDefault();
    target.ondrop(filesOf(event));
  };
  listen(root, 'dragover', ondragover);
  listen(root, 'drop', ondrop);
}

/** Listens to drags over what is in an element's shadow root, and over the element where nothing is. */
function listen(
  root: ShadowRoot,
  type: 'dragover' | 'drop',
  listener: (event: DragEvent) => void,
): void {
  root.addEventListener(type, (event) => listener(event as DragEvent));
  (root.host as HTMLElement).addEventListener(type, (event) => {
    if (event.composedPath()[0] === root.host) listener(event);
  });
}

/**
 * Whether a file is one of those that the value of an `accept` attribute names, as of `<input type="file">`:
 * `.csv, text/plain, image/*`.
 */
export function isAccepted(file: File, accept: string): boolean {
  const kinds = accept
    .toLowerCase()
    .split(',')
    .map((kind) => kind.trim())
    .filter(Boolean);
  const name = file.name.toLowerCase();
  return (
    kinds.length === 0 ||
    kinds.some((kind) => {
      if (kind.startsWith('.')) return name.endsWith(kind);
      return kind.endsWith('/*') ? file.type.startsWith(kind.slice(0, -1)) : file.type === kind;
    })
  );
}

function isForUs(event: DragEvent, target: DropTarget): boolean {
  const hasFiles = event.dataTransfer?.types.includes('Files') ?? false;
  return hasFiles && !event.defaultPrevented && target.accepts();
}

/** The files of a drop, without folders, which look like files of no content. */
function filesOf({ dataTransfer }: DragEvent): File[] {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  return items
    .filter((item) => !item.webkitGetAsEntry()?.isDirectory)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}
