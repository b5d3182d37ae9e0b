/* A diagnosis filled where there may be no network: every change is kept on the device at once, sent when the
   centre can be reached, and stays here until the centre has said that it has it. */
(() => {
  "use strict";

  const RETRY_MILLISECONDS = 15000;
  const PAUSE_MILLISECONDS = 500;
  const root = document.getElementById("onsite");
  if (!root) return;
  const { person, title, address, worker, lock } = root.dataset;
  const about = { person, title, form: address, address: window.location.pathname };
  const words = JSON.parse(document.getElementById("onsite-words").textContent);
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const forms = [...root.querySelectorAll("form[data-question]")];
  const boxOf = (question) => forms.find((form) => form.dataset.question === question).closest("details");
  const said = (name, values) => words[name].replace(/\{(\w+)\}/g, (all, key) => values[key]);
  const clock = (at) => at.toLocaleTimeString("ko-KR", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Seoul" });
  let [store, net, sentAt, isSending, isAskedAgain, isFresh, timer] = [null, "online", null, false, false, false, 0];

  const fieldsOf = (form) => [...new FormData(form)].filter(([, value]) => value.trim());

  function fill(form, fields) {
    for (const field of form.elements) {
      const given = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.matches("[type=checkbox], [type=radio]")) field.checked = given.includes(field.value);
      else if (field.name) field.value = given[0] ?? "";
    }
  }

  function isDone(form) {
    const boxes = [...form.querySelectorAll("[type=checkbox], [type=radio]")];
    const others = [...form.querySelectorAll("select, textarea, [type=text]")];
    return others.every((one) => one.value.trim()) && (!boxes.length || boxes.some((one) => one.checked));
  }

  function stateWords(waiting, held) {
    if (net === "online" && waiting) return said("sending", { count: waiting });
    if (net === "online" && held) return said("held", { count: held });
    if (net === "online") return sentAt ? said("sent", { time: clock(sentAt) }) : words.online;
    return said(net === "offline" && !waiting ? "offline_empty" : net, { count: waiting + held });
  }

  function showRefusal(box, record) {
    const refusal = box.querySelector("[data-refusal]");
    refusal.hidden = !record;
    if (!record) return;
    const { message, lines } = record.told;
    refusal.querySelector("[data-message]").textContent = message;
    const saved = lines?.length ? said("now_saved", { lines: lines.join(" · ") }) : words.nothing_saved;
    refusal.querySelector("[data-saved]").textContent = lines ? saved : "";
    for (const button of refusal.querySelectorAll("button")) button.dataset.record = record.id;
  }

  function showBox(form, records) {
    const mine = records.filter((one) => one.question === form.dataset.question);
    const refused = mine.find((one) => one.state === "refused");
    const isWaiting = mine.some((one) => one.state === "waiting");
    const state = refused ? "refused" : isWaiting ? "waiting" : isDone(form) ? "done" : "open";
    const box = form.closest("details");
    for (const badge of box.querySelectorAll("[data-badge]")) badge.hidden = badge.dataset.badge !== state;
    showRefusal(box, refused);
  }

  function show() {
    const records = store.all();
    const of = (state) => new Set(records.filter((one) => one.state === state).map((one) => one.question));
    const [waiting, refused] = [of("waiting"), of("refused")];
    for (const form of forms) showBox(form, records);
    const state = part("state");
    state.dataset.net = net === "online" && refused.size ? "held" : net;
    state.querySelector("p").textContent = stateWords(waiting.size, refused.size);
    const count = forms.filter(isDone).length;
    part("done").textContent = said("done", { total: forms.length, count });
    part("bar").value = Math.floor((100 * count) / forms.length);
    part("signin").hidden = net !== "signin";
    part("other").hidden = net !== "other";
    part("refused").hidden = !refused.size;
    part("refused").querySelector("ul").replaceChildren(...[...refused].map(linkTo));
    part("questions").hidden = net === "other";
    state.hidden = false;
  }

  function linkTo(question) {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    link.href = `#${question}`;
    link.textContent = boxOf(question).querySelector("[data-title]").textContent;
    item.append(link);
    return item;
  }

  async function keep(form) {
    try {
      await store.keep(form.dataset.question, fieldsOf(form), Number(form.dataset.seen));
      part("unkept").hidden = true;
      show();
      plan(PAUSE_MILLISECONDS);
    } catch {
      part("unkept").hidden = false;
    }
  }

  function plan(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  }

  function arrived(told) {
    if (told) boxOf(told.question).querySelector("form").dataset.seen = told.number;
    if (told) sentAt = new Date();
    show();
  }

  async function send() {
    if (isSending) {
      isAskedAgain = true;
      return;
    }
    isSending = true;
    do {
      isAskedAgain = false;
      try {
        net = await window.onsite.sendAll(store, { address, person }, arrived);
        if (net === "online") await tidy();
      } catch {
        net = "later";
      }
    } while (isAskedAgain);
    isSending = false;
    if (net === "other") await caches.delete(window.device.pages);
    show();
    if (["offline", "later"].includes(net)) plan(RETRY_MILLISECONDS);
  }

  /* What was sent is forgotten once the page that the device keeps says the same. */
  async function tidy() {
    const sent = store.all().filter((one) => one.state === "sent");
    const isAside = await window.onsite.asideSince();
    if (isAside && (sent.length || !isFresh)) await window.onsite.putAside(!isFresh);
    isFresh = true;
    await store.drop(sent.map((one) => one.id));
    await showAside();
  }

  async function showAside() {
    const since = await window.onsite.asideSince();
    part("take").hidden = Boolean(since);
    part("taken").textContent = since ? said("taken", { time: clock(since) }) : words.not_yet;
  }

  async function take() {
    const [button, told] = [part("take"), part("taken")];
    button.disabled = true;
    told.textContent = words.taking;
    try {
      await navigator.serviceWorker.register(worker);
      await navigator.serviceWorker.ready;
      await navigator.storage.persist();
      await window.onsite.putAside(true);
      await showAside();
    } catch {
      told.textContent = words.not_taken;
    }
    button.disabled = false;
  }

  async function decide(button) {
    const id = button.dataset.record;
    if (button.dataset.act === "again") {
      await store.again(id);
      show();
      await send();
      return;
    }
    await store.drop([id]);
    window.location.reload();
  }

  /* The page may be older than what was sent from here, and knows nothing of what waits. */
  function layOver() {
    for (const one of store.all()) {
      const form = boxOf(one.question).querySelector("form");
      const isOlder = one.state === "sent" && one.number <= Number(form.dataset.seen);
      if (!isOlder) fill(form, one.fields);
      if (one.state === "sent" && !isOlder) form.dataset.seen = one.number;
    }
  }

  async function begin() {
    store = await window.onsite.openStore(about);
    layOver();
    if ("open" in root.dataset) for (const one of root.querySelectorAll("fieldset[disabled]")) one.disabled = false;
    if (!navigator.onLine) net = "offline";
    show();
    await showAside();
    const first = forms.find((form) => !isDone(form));
    if (first) first.closest("details").open = true;
    listen();
    await send();
  }

  function listen() {
    root.addEventListener("input", (event) => {
      const form = event.target.closest("form[data-question]");
      if (form) keep(form);
    });
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button) decide(button);
      const link = event.target.closest('a[href^="#"]');
      if (link) document.getElementById(link.hash.slice(1)).open = true;
    });
    part("take").addEventListener("click", take);
    window.addEventListener("online", () => send());
    window.addEventListener("offline", () => {
      net = "offline";
      show();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") send();
    });
    window.device.channel.addEventListener("message", (event) => {
      if (event.data.left === person) window.location.assign("/");
    });
  }

  /* One tab at a time holds the answers; another one waits and then begins with what the first has left. */
  function hold(found) {
    if (!found) {
      part("elsewhere").hidden = false;
      navigator.locks.request(lock, () => window.location.reload());
      return null;
    }
    begin().catch(() => {
      part("unable").hidden = false;
    });
    return new Promise(() => {});
  }

  const isAble = window.device && navigator.locks && navigator.serviceWorker;
  part("unable").hidden = Boolean(isAble);
  if (isAble) navigator.locks.request(lock, { ifAvailable: true }, hold);
})();
