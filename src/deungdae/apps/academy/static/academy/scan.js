/* One code after the other: the camera where the browser can read QR codes, else what a hand-held reader types.
   Without network what was scanned waits on this device with its own time; sent twice, it is written once. */
(() => {
  "use strict";

  const page = document.querySelector("[data-scan]");
  if (!page) return;
  const part = (name) => page.querySelector(`[data-${name}]`);
  const form = page.querySelector("form");
  const field = form.elements.code;
  const key = `academy-scan:${page.dataset.scan}`;
  const AGAIN = 4000;
  let last = "";
  let lastAt = 0;

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || [];
    } catch {
      return [];
    }
  };
  const keep = (waiting) => {
    if (waiting.length) localStorage.setItem(key, JSON.stringify(waiting));
    else localStorage.removeItem(key);
    part("kept").hidden = waiting.length === 0;
    part("count").textContent = String(waiting.length);
  };

  /* Whether it reached the centre; a refusal has reached it too, and stands on the page. */
  async function send({ code, at }) {
    const body = new URLSearchParams({ code, at });
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Scan": "one" } });
      if (answer.redirected) location.reload();
      if (answer.status !== 200 && answer.status !== 422) return false;
      part("scanned").innerHTML = await answer.text();
      return true;
    } catch {
      return false;
    }
  }

  async function take(code) {
    const now = Date.now();
    const isHeldStill = code === last && now - lastAt < AGAIN;
    [last, lastAt] = [code, now];
    if (!code || isHeldStill || kept().some((one) => one.code === code)) return;
    const one = { code, at: new Date(now).toISOString() };
    if (!(await send(one))) keep([...kept(), one]);
  }

  let busy = false;
  async function flush() {
    if (busy || !kept().length) return;
    busy = true;
    const sent = [];
    for (const one of kept()) {
      if (!(await send(one))) break;
      sent.push(one.at);
    }
    keep(kept().filter((one) => !sent.includes(one.at)));
    busy = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(field.value.trim());
    field.value = "";
    field.focus();
  });
  window.addEventListener("online", flush);
  setInterval(flush, 5000);
  keep(kept());
  flush();

  async function canRead() {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
    return (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code");
  }

  async function look(camera, detector) {
    try {
      const [found] = await detector.detect(camera);
      if (found) await take(found.rawValue);
    } catch {
      /* A frame that is not there yet. */
    }
    setTimeout(look, 150, camera, detector);
  }

  async function start() {
    const camera = part("camera");
    try {
      camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      part("can").hidden = true;
      part("cannot").hidden = false;
      return;
    }
    camera.hidden = false;
    part("can").hidden = true;
    await camera.play();
    look(camera, new window.BarcodeDetector({ formats: ["qr_code"] }));
  }

  part("start").addEventListener("click", start);
  canRead().then((can) => {
    part("can").hidden = !can;
    part("cannot").hidden = can;
  });
})();
