/* The board asks for itself: every few seconds while all goes well, more and more seldom while there is no network.
   What was shown last stays, and the page says that it is old. Without this file the page is a page. */
(() => {
  "use strict";

  const board = document.querySelector("[data-live]");
  if (!board) return;
  const part = board.querySelector("[data-live-part]");
  const lost = board.querySelector("[data-lost]");
  const every = Number(board.dataset.every) * 1000;
  const LONGEST = 120000;
  let pause = every;
  let timer = 0;

  async function ask() {
    try {
      const answer = await fetch(board.dataset.live, { headers: { "X-Board": "1" }, cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      part.innerHTML = await answer.text();
      lost.hidden = true;
      pause = every;
    } catch {
      lost.hidden = false;
      pause = Math.min(pause * 2, LONGEST);
    }
    timer = window.setTimeout(ask, pause);
  }

  timer = window.setTimeout(ask, pause);
  window.addEventListener("online", () => {
    window.clearTimeout(timer);
    pause = every;
    ask();
  });
})();
