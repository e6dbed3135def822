/** What Pyodide keeps of a stack of calls while others run. */
interface SuspendedStack {
  /** Address of CPython's state of the stack, a `PyThreadState`. */
  readonly threadState?: number;
}

/** The two imports by which Pyodide leaves a stack of calls and goes on with it. */
interface StackImports {
  saveState: () => SuspendedStack;
  restoreState: (state: SuspendedStack) => void;
}

/** How CPython begins the table of its structures' layout, `_Py_DebugOffsets`. */
const COOKIE = 'xdebugpy';
/** Where in that table the offset of `PyThreadState.current_frame` is, since Python 3.14. */
const CURRENT_FRAME = 8 + 8 * 25;

/**
 * Hides the frames of suspended stacks from Python's garbage collector.
 *
 * The collector of Python 3.14 looks through the frames of all thread states, some of which are in the C stack.
 * That of a suspended stack may be moved elsewhere by Pyodide, so it would read what others have written in its
 * place: "memory access out of bounds". What it doesn't see it takes for in use, as it should.
 *
 * Older collectors look at no frames, and have no such table.
 *
 * @param imports What the module imports as `env`; its functions are replaced.
 * @returns To be told of the module's instance before anything runs in it.
 */
export function hideSuspendedStacks(
  imports: WebAssembly.ModuleImports,
): (instance: WebAssembly.Instance) => void {
  const { saveState, restoreState } = imports as unknown as StackImports;
  const frames = new WeakMap<SuspendedStack, number>();
  let find: (() => FrameSlots | undefined) | undefined;
  let slots: FrameSlots | undefined;

  const replacements: StackImports = {
    saveState() {
      const state = saveState();
      slots ??= find?.();
      // There is no thread state where the stack can't be left.
      if (slots && state.threadState) frames.set(state, slots.exchange(state.threadState, 0));
      return state;
    },
    restoreState(state) {
      const frame = frames.get(state);
      if (slots && state.threadState && frame !== undefined) {
        slots.exchange(state.threadState, frame);
      }
      restoreState(state);
    },
  };
  Object.assign(imports, replacements);

  return ({ exports }) => {
    const memory = (exports['memory'] ?? imports['memory']) as WebAssembly.Memory;
    const runtime = exports['_PyRuntime'] as WebAssembly.Global<'i32'>;
    find = () => FrameSlots.find(memory, runtime.value);
  };
}

/** Where thread states have the address of their topmost frame. */
class FrameSlots {
  readonly #memory: WebAssembly.Memory;
  readonly #offset: number;

  private constructor(memory: WebAssembly.Memory, offset: number) {
    this.#memory = memory;
    this.#offset = offset;
  }

  static find(memory: WebAssembly.Memory, runtime: number): FrameSlots | undefined {
    const cookie = new TextDecoder().decode(new Uint8Array(memory.buffer, runtime, COOKIE.length));
    if (cookie !== COOKIE) return undefined;
    const offset = new DataView(memory.buffer).getUint32(runtime + CURRENT_FRAME, true);
    return new FrameSlots(memory, offset);
  }

  /** Puts a frame in place, and returns the one that was there. */
  exchange(threadState: number, frame: number): number {
    // The buffer is another one when the memory has grown.
    const view = new DataView(this.#memory.buffer);
    const before = view.getUint32(threadState + this.#offset, true);
    view.setUint32(threadState + this.#offset, frame, true);
    return before;
  }
}
