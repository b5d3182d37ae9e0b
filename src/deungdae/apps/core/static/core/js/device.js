/* What this device keeps of the person who is signed in, for pages that go on without network: their pages,
   and answers that were not sent. Nobody else sees either; signing out takes both away, after a warning. */
(() => {
  "use strict";

  if (!window.isSecureContext || !window.indexedDB || !window.caches) return;
  const { person } = document.currentScript.dataset;
  const [DATABASE, STORE, PAGES] = ["deungdae", "answers", "deungdae-pages-"];
  const FLAG = `deungdae-${person}`;
  const isKeeping = () => localStorage.getItem(FLAG) !== null;
  const channel = new BroadcastChannel(DATABASE);

  function settled(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function finished(transaction) {
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  function open() {
    localStorage.setItem(FLAG, "");
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("person", "person");
    };
    return settled(request);
  }

  const read = (database) =>
    settled(database.transaction(STORE).objectStore(STORE).index("person").getAll(person));

  /* All of it or nothing. It has left the page when this returns, and lies on the disk when it resolves. */
  function write(database, { put = [], remove = [] }) {
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    for (const one of put) store.put(one);
    for (const id of remove) store.delete(id);
    transaction.commit();
    return finished(transaction);
  }

  async function unsent() {
    if (!isKeeping()) return [];
    return (await read(await open())).filter((one) => one.state !== "sent");
  }

  async function forget() {
    const database = await open();
    await write(database, { remove: (await read(database)).map((one) => one.id) });
    await caches.delete(PAGES + person);
    localStorage.removeItem(FLAG);
    channel.postMessage({ left: person });
  }

  async function forgetPagesOfOthers() {
    for (const name of await caches.keys()) {
      if (name.startsWith(PAGES) && name !== PAGES + person) await caches.delete(name);
    }
  }

  /* The page of signing out asks; its own form is the answer. */
  async function signOut(form) {
    const isAsked = form.dataset.signOut === "asked";
    if (!isAsked && (await unsent()).length) {
      window.location.assign(form.action);
      return;
    }
    if (navigator.onLine) await forget();
    form.submit();
  }

  async function tellUnsent(warning) {
    const records = await unsent();
    const places = new Map(records.map((one) => [one.address, one.title]));
    warning.querySelector("[data-count]").textContent = records.length;
    for (const [address, title] of places) {
      const link = document.createElement("a");
      [link.href, link.textContent] = [address, title];
      const item = document.createElement("li");
      item.append(link);
      warning.querySelector("ul").append(item);
    }
    warning.hidden = !records.length;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]") || event.defaultPrevented || !isKeeping()) return;
    event.preventDefault();
    signOut(form).catch(() => form.submit());
  });
  const warning = document.querySelector("[data-unsent]");
  if (warning) tellUnsent(warning);
  forgetPagesOfOthers();
  window.device = { person, pages: PAGES + person, channel, open, read, write };
})();
