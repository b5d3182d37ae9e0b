/* Answers from what the page put aside when the network does not, for the pages below this address alone. */
"use strict";

const WAIT_MILLISECONDS = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.cache !== "no-store") event.respondWith(answerTo(request));
});

/* What was put aside stands in for a network that fails, that is slow, or that has no longer what it names. */
async function answerTo(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => {
    setTimeout(resolve, WAIT_MILLISECONDS, null);
  });
  const came = await Promise.race([fetch(request).catch(() => null), late]);
  const isGood = came && (request.mode === "navigate" ? came.status < 400 : came.ok);
  return isGood ? came : kept;
}
