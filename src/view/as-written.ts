import { ADDRESS_NAMESPACE } from './css-rewriter.js';
import { accessor, method, nativeAccessor } from './descriptors.js';

/** Gives the copy of an element the attributes that the app has written to the original. */
export type Settle = (original: Element, copy: Element) => void;

/** What a browser is given, in places of what an app has written, begins with one of these. */
const GIVEN = /blob:|--web-dash-|data:,web-dash|srcdoc=/;

/** Copies are made where nothing is loaded. */
const inert = document.implementation.createHTMLDocument('');

/** The elements whose attributes copies show. */
const originals = new WeakMap<Element, Node>();

/** The markup of an element, with attributes as the app wrote them. */
export function markupAsWritten(
  element: Element,
  read: (this: Element) => unknown,
  settle: Settle,
): unknown {
  const markup = read.call(element);
  return GIVEN.test(String(markup)) ? read.call(copyOf(element, true, settle)) : markup;
}

/**
 * The members of an element that read its attributes.
 *
 * @param members the other members, over which these ones stand
 * @param written a `style` attribute as the app wrote it
 */
export function attributeMembers(
  prototype: Element,
  members: PropertyDescriptorMap,
  written: (css: string) => string,
  settle: Settle,
): PropertyDescriptorMap {
  const getAttribute = (members['getAttribute']?.value ?? prototype.getAttribute) as (
    this: Node,
    name: unknown,
  ) => string | null;
  const { get } = nativeAccessor(prototype, 'attributes');
  const { getAttributeNode, removeAttributeNode } = prototype;
  const attributesOf = (node: Node): NamedNodeMap => {
    const attributes = get.call(node) as NamedNodeMap;
    const isGiven = [...attributes].some(
      ({ namespaceURI, value }) => namespaceURI === ADDRESS_NAMESPACE || GIVEN.test(value),
    );
    if (!isGiven) return attributes;
    const copy = copyOf(node as Element, false, settle);
    originals.set(copy, node);
    return copy.attributes;
  };
  return {
    attributes: accessor(attributesOf),
    getAttribute: method((node, name) => {
      const value = getAttribute.call(node, name);
      return value !== null && /^style$/i.test(name as string) ? written(value) : value;
    }),
    getAttributeNames: method((node) => [...attributesOf(node)].map(({ name }) => name)),
    getAttributeNode: method((node, name) => {
      const attribute = getAttributeNode.call(node, name as string);
      const isGiven =
        attribute?.namespaceURI === ADDRESS_NAMESPACE || GIVEN.test(attribute?.value ?? '');
      return isGiven ? attributesOf(node).getNamedItem(name as string) : attribute;
    }),
    removeAttributeNode: method((node, given) => {
      const attribute = given as Attr;
      const { ownerElement: owner } = attribute;
      if (!owner || originals.get(owner) !== node) {
        return removeAttributeNode.call(node, attribute);
      }
      (node as Element).removeAttribute(attribute.name);
      return owner.removeAttributeNode(attribute);
    }),
  };
}

function copyOf(element: Element, deep: boolean, settle: Settle): Element {
  const copy = inert.importNode(element, deep);
  settle(element, copy);
  if (!deep) return copy;
  const copies = copy.querySelectorAll('*');
  [...element.getElementsByTagName('*')].forEach((original, at) => {
    const each = copies[at];
    if (each) settle(original, each);
  });
  return copy;
}
