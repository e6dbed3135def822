/** What can't be done with a file: crosses to the page, and is there what the platform would throw. */
export class FileError extends Error {
  override readonly name = 'FileError';
  /** `TypeError`, or the name of a `DOMException`, as the File System API uses them. */
  readonly exception: string;

  constructor(exception: string, message: string) {
    super(message);
    this.exception = exception;
  }
}
