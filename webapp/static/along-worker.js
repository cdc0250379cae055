// Keeps the page that opens what was taken along, and the files that page is made of. Nothing of any family is among them.
"use strict";
const SHELL = "/along/", CACHE = "along-shell";

async function keepShell() {
  const cache = await caches.open(CACHE);
  const answer = await fetch(SHELL, { credentials: "omit" });
  const text = await answer.clone().text();
  await cache.put(SHELL, answer);
  await cache.addAll([...new Set(text.match(/\/static\/[^"]+\.(?:css|js|svg)\?v=[0-9a-f]+/g))]);
}

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(caches.match(SHELL).then((kept) => kept ?? fetch(request)));
  else if (request.method === "GET") event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
