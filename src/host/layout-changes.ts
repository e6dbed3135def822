/** A component as Dash has it in its layout. */
export interface Component {
  readonly type: string;
  readonly namespace: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** The id of a component: a text, or the object that pattern-matching callbacks use. */
export type ComponentId = string | Readonly<Record<string, string | number | boolean>>;

/** What has changed of one component. */
export interface PropsChange {
  readonly id: ComponentId;
  /** The new values of those of its props that are others now. */
  readonly props: Readonly<Record<string, unknown>>;
}

/**
 * Compares two states of a layout. What stands in both is not looked into: Dash makes new objects only on the
 * way to what it changes.
 *
 * A component in the place of another is a change of the one that holds it.
 */
export function layoutChanges(before: unknown, after: unknown): PropsChange[] {
  const changes: PropsChange[] = [];
  differ(before, after, changes);
  return changes;
}

/** Whether a value is another one, save for the components in it, whose own changes are added to `changes`. */
function differ(before: unknown, after: unknown, changes: PropsChange[]): boolean {
  if (Object.is(before, after)) return false;
  if (!isContainer(before) || !isContainer(after)) return true;
  if (isComponent(before) && isComponent(after) && isSame(before, after)) {
    const names = differingKeys(before.props, after.props, changes);
    const { id } = after.props;
    if (names.length > 0 && id !== undefined) {
      const props = Object.fromEntries(names.map((name) => [name, after.props[name]]));
      changes.push({ id: id as ComponentId, props });
    }
    return false;
  }
  return differingKeys(before, after, changes).length > 0;
}

function differingKeys(before: object, after: object, changes: PropsChange[]): string[] {
  const [old, now] = [before, after] as Record<string, unknown>[];
  if (!old || !now) return [];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => differ(old[name], now[name], changes));
}

/** Whether it is a list or a plain object: others are values as a whole. */
function isContainer(value: unknown): value is object {
  return /^\[object (?:Array|Object)\]$/.test(Object.prototype.toString.call(value));
}

function isComponent(value: object): value is Component {
  return 'props' in value && 'type' in value && 'namespace' in value;
}

function isSame(one: Component, other: Component): boolean {
  const keyOf = ({ namespace, type, props }: Component): string =>
    JSON.stringify([namespace, type, props['id']]);
  return keyOf(one) === keyOf(other);
}
