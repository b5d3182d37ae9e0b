/* The attendance list without network: what was saved waits on this device with its own time, and is sent when the
   network is back. Sent twice, it is written once. The list works without this file too. */
(() => {
  "use strict";

  const form = document.querySelector("[data-sheet]");
  const note = document.querySelector("[data-sheet-note]");
  if (!form || !note) return;
  const key = `academy-sheet:${form.dataset.sheet}`;
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;

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
    show(waiting.length);
  };

  function show(count, trouble) {
    note.hidden = count === 0;
    note.querySelector("[data-count]").textContent = String(count);
    note.querySelector("[data-refused]").hidden = !trouble;
  }

  /* What the form says now, without the passing token; rows on which nothing was chosen anew stay out. */
  function told() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const [seen, state] = value.split(":");
      const isOld = name.startsWith("mark-") && seen === state && !form.elements[name.replace("mark-", "time-")]?.value;
      const isEmpty = name.startsWith("time-") && !value;
      if (name !== "csrfmiddlewaretoken" && !isOld && !isEmpty) fields.append(name, value);
    }
    fields.set("at", new Date().toISOString());
    return fields.toString();
  }

  /* "sent", "refused" by the centre (or nobody is signed in any more), or "lost" on the way. */
  async function send(body) {
    const fields = new URLSearchParams(body);
    fields.set("csrfmiddlewaretoken", token());
    try {
      const headers = { "X-Sheet": "kept" };
      const answer = await fetch(form.dataset.address, { method: "POST", body: fields, headers });
      return answer.status === 204 ? "sent" : answer.status >= 500 ? "lost" : "refused";
    } catch {
      return "lost";
    }
  }

  let busy = false;
  async function flush() {
    if (busy || !kept().length) return;
    busy = true;
    const left = [];
    let trouble = false;
    for (const body of kept()) {
      const outcome = await send(body);
      trouble ||= outcome === "refused";
      if (outcome !== "sent") left.push(body);
    }
    keep(left);
    busy = false;
    if (trouble) show(left.length, true);
    else if (!left.length) location.reload();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = told();
    const outcome = await send(body);
    if (outcome === "sent") location.reload();
    else if (outcome === "refused") form.submit();
    else keep([...kept(), body]);
  });
  /* Whoever has no mark on this page was there: nothing is sent before it is saved. */
  const rest = form.querySelector("[data-rest]");
  const unmarked = () =>
    [...form.querySelectorAll(".academy-marks")].filter((marks) => !marks.querySelector("input:checked"));
  rest.hidden = unmarked().length < 2;
  rest.addEventListener("click", () => {
    for (const marks of unmarked()) marks.querySelector("input[value$=':present']").checked = true;
  });
  note.querySelector("[data-forget]").addEventListener("click", () => keep([]));
  window.addEventListener("online", flush);
  setInterval(flush, 15000);
  show(kept().length);
  flush();
})();
