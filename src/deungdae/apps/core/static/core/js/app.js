/* Small comforts. Every page works without this file. */
(() => {
  "use strict";

  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePopovers(null);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const search = document.querySelector("[data-search]");
    if (!search || search.offsetParent === null) return;
    event.preventDefault();
    search.focus();
  });

  function closePopovers(except) {
    for (const menu of document.querySelectorAll(".popover-menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  }

  document.addEventListener("click", (event) => {
    closePopovers(event.target.closest(".popover-menu"));

    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
    if (event.target.closest("[data-close]")) {
      const open = event.target.closest("dialog");
      if (open) {
        event.preventDefault();
        open.close();
      }
    }
    if (event.target.matches("dialog.dialog")) event.target.close();

    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) dismiss.closest(dismiss.dataset.dismiss).remove();

    if (event.target.closest("[data-print]")) window.print();
  });

  /* Select all: the box in the table's head, and how many are chosen in the bulk bar. */
  document.addEventListener("change", (event) => {
    const table = event.target.closest("table");
    if (!table || !event.target.closest(".cell-select")) return;
    const boxes = [...table.querySelectorAll("tbody .cell-select input:not(:disabled)")];
    const all = table.querySelector("[data-select-all]");
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    const chosen = boxes.filter((box) => box.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    const count = table.closest("form")?.querySelector("[data-chosen]");
    if (count) count.textContent = chosen.toLocaleString("ko-KR");
  });

  for (const kind of ["dragenter", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.matches?.(".file-drop input")) event.target.classList.toggle("is-over", kind === "dragenter");
    });
  }

  /* On a phone the tab one is in may lie beyond the edge. */
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const row = tab.closest(".tabs");
    row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }

  /* A second click while a form is on its way sends nothing. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    const now = performance.now();
    if (now - Number(form.dataset.sentAt || -Infinity) < 3000) event.preventDefault();
    else form.dataset.sentAt = now;
  });
})();
