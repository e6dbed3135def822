/** An app that runs the Python it is sent. */
import { dedent } from '../../src/app-source.js';
import { mount, type Options, type WebDashElement } from './fixture.js';

const CODE = `
import traceback
import idna, certifi, requests, urllib3  # what is sent later isn't looked through for imports
from dash import Dash, html
from flask import jsonify, request
app = Dash()
app.layout = html.P("ready", id="ready")
names = {}

@app.server.post("/run")
def run():
    try:
        exec(request.get_data(as_text=True), names)
        return jsonify(result=names.pop("result", None))
    except BaseException as error:
        trace = traceback.format_exc()
        return jsonify(error=f"{type(error).__module__}.{type(error).__name__}", message=str(error), trace=trace)
`;

/** What is to be required for httpx, as Pyodide's public host, which has it, can't be asked in tests. */
export const HTTPX = ['anyio-4.16.0', 'h11-0.16.0', 'httpcore-1.0.9', 'httpx-0.28.1']
  .map((wheel) => `/wheels/${wheel}-py3-none-any.whl`)
  .join(' ');

/** What came of a piece of Python: the value of its variable `result`, or the exception it raised. */
interface Outcome {
  readonly result?: unknown;
  /** Module and name of the exception's class. */
  readonly error?: string;
  readonly message: string;
  readonly trace: string;
}

export class PythonShell {
  readonly element: WebDashElement;

  private constructor(element: WebDashElement) {
    this.element = element;
  }

  /** Starts the app. */
  static async open(options: Omit<Options, 'code'> = {}): Promise<PythonShell> {
    return new PythonShell(await mount({ ...options, code: CODE }));
  }

  /** The value of `result` after this code has run; names stay for what is run later. */
  async run(code: string): Promise<unknown> {
    const { result, trace } = await this.#send(code);
    if (trace) throw new Error(trace);
    return result;
  }

  /** The exception that this code raises. */
  async exception(code: string): Promise<Outcome> {
    const outcome = await this.#send(code);
    if (!outcome.error) throw new Error(`Nothing was raised: ${JSON.stringify(outcome.result)}`);
    return outcome;
  }

  close(): void {
    this.element.remove();
  }

  async #send(code: string): Promise<Outcome> {
    const response = await this.element.fetch('/run', { method: 'POST', body: dedent(code) });
    return (await response.json()) as Outcome;
  }
}
