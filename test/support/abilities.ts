import { emulateMedia, setViewport } from '@web/test-runner-commands';

/** Whether this browser moves a node in the document without taking it off. */
export const canMoveInOne = 'moveBefore' in Element.prototype;

/** Whether this browser tells a page what it may use. */
export const knowsPolicies = 'featurePolicy' in document;

/** Whether the runner can have the user prefer dark in this browser. */
export const canPreferDark = await emulateMedia({ colorScheme: 'light' }).then(
  () => true,
  () => false,
);

/** Whether the runner can change the size of this browser's viewport. */
export const canResize = await setViewport({ width: 800, height: 600 }).then(
  () => true,
  () => false,
);

/** Moves a node as the last one into a parent, where the browser can do that in one. */
export function moveInOne(parent: Element, node: Node): void {
  (parent as unknown as { moveBefore(node: Node, child: Node | null): void }).moveBefore(node, null);
}
