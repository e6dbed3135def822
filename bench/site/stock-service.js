/** Hands what the app's frame asks for to the page around it. */
self.oninstall = () => self.skipWaiting();
self.onactivate = (event) => event.waitUntil(self.clients.claim());
self.onfetch = (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (origin !== location.origin || !/^\/(app\/|_dash|_favicon)/.test(pathname)) return;
  const target = (pathname === '/app/' ? '/' : pathname) + search;
  event.respondWith(answer(event.request, target));
};

async function answer(request, target) {
  const pages = await self.clients.matchAll({ type: 'window' });
  const page = pages.find(({ frameType }) => frameType === 'top-level');
  const { method } = request;
  const body = method === 'POST' ? new Uint8Array(await request.arrayBuffer()) : null;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  page.postMessage({ method, target, headers: [...request.headers], body }, [port2]);
  const response = await answered;
  return new Response(response.body, response);
}
