import type { Dispose } from './disposable.js';

/** How near to the viewport an element comes before it counts as near. */
const MARGIN = '600px';

/** Calls `start` when an element comes near the viewport; perhaps more than once. */
export function whenNear(element: Element, start: () => void): Dispose {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) start();
    },
    { rootMargin: MARGIN },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
