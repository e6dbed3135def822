/** What is to be required for FastAPI and for Quart, as Pyodide's public host, which has parts of it, can't be asked. */
const wheels = (...names: string[]): string =>
  names.map((name) => `/wheels/${name}-py3-none-any.whl`).join(' ');

/** FastAPI with uvicorn; pydantic is in the runtime of the built-in line. */
export const FASTAPI = wheels(
  'annotated_doc-0.0.7',
  'anyio-4.16.0',
  'fastapi-0.165.0',
  'h11-0.16.0',
  'opentelemetry_api-1.45.2',
  'starlette-1.10.0',
  'uvicorn-0.54.0',
);

/** Quart with hypercorn. */
export const QUART = wheels(
  'aiofiles-25.1.0',
  'h11-0.16.0',
  'h2-4.4.1',
  'hpack-4.2.0',
  'hypercorn-0.18.0',
  'hyperframe-6.1.0',
  'priority-2.0.0',
  'quart-0.22.0',
  'wsproto-1.3.2',
);
