/* Copying the short address. Without this file it can be marked and copied by hand. */
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.value);
      button.parentElement.querySelector("[role=status]").textContent = source.dataset.copied;
    });
  }
})();
