/* Between the device and the centre: answers go out one by one, pages are put aside for later. */
(() => {
  "use strict";

  const LIMIT_MILLISECONDS = 20000;

  /* What came of a call: `net` says how the way is; `told` is there where the centre itself has spoken. */
  async function call(address, options) {
    const signal = AbortSignal.timeout(LIMIT_MILLISECONDS);
    try {
      const answer = await fetch(address, { redirect: "manual", cache: "no-store", signal, ...options });
      if (answer.type === "opaqueredirect") return { net: "signin" };
      if (answer.status === 404) return { net: "gone" };
      const isOurs = (answer.headers.get("content-type") || "").includes("json") && answer.status < 500;
      return isOurs ? { net: "online", isKept: answer.ok, told: await answer.json() } : { net: "later" };
    } catch {
      return { net: "offline" };
    }
  }

  function bodyOf(record) {
    const body = new FormData();
    for (const [name, value] of record.fields) body.append(name, value);
    body.append("device-key", record.key);
    body.append("device-person", record.person);
    body.append("device-question", record.question);
    body.append("device-seen", record.seen);
    body.append("device-given_at", record.givenAt);
    return body;
  }

  /* Send what waits, the oldest first; how the way is at the end. `changed` is called after each. */
  async function sendAll(store, { address, person }, changed) {
    const hello = await call(address, {});
    if (hello.net !== "online") return hello.net;
    if (hello.told.person !== person) return "other";
    const headers = { "X-CSRFToken": hello.told.token };
    for (let next = await store.next(); next; next = await store.next()) {
      const { net, isKept, told } = await call(address, { method: "POST", headers, body: bodyOf(next) });
      if (net !== "online") return net;
      if (told.code === "person") return "other";
      if (isKept) await store.kept(next.id, told.number);
      else await store.refused(next.id, told);
      changed(isKept ? { question: next.question, number: told.number } : null);
    }
    return "online";
  }

  async function got(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer;
  }

  const within = (text, base) =>
    [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)]
      .map((match) => new URL(match[1], base).href)
      .filter((one) => one.startsWith(window.location.origin));

  const namedIn = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const named = page.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src], img[src]");
    return [...named].map((one) => new URL(one.getAttribute("href") || one.getAttribute("src"), page.baseURI).href);
  };

  /* The page as it is now at the centre, with all that it needs; it stands there last, and only whole. */
  async function putAside(isWhole) {
    const cache = await caches.open(window.device.pages);
    const page = await got(window.location.pathname, { redirect: "manual", cache: "no-store" });
    const wanted = new Set(namedIn(await page.clone().text()));
    for (const one of wanted) {
      const known = isWhole ? undefined : await cache.match(one, { ignoreVary: true });
      const answer = known || (await got(one));
      if (!known) await cache.put(one, answer.clone());
      if (new URL(one).pathname.endsWith(".css")) for (const inner of within(await answer.text(), one)) wanted.add(inner);
    }
    await cache.put(window.location.pathname, page);
  }

  async function asideSince() {
    const page = await caches.match(window.location.pathname, { cacheName: window.device.pages, ignoreVary: true });
    return page ? new Date(page.headers.get("date") || Date.now()) : null;
  }

  Object.assign(window.onsite, { sendAll, putAside, asideSince });
})();
