/* Nobody leaves a question while its last answer is still on the way: a link waits until it is kept, and the browser
   asks before it closes a page whose answer was not. What was answered before the scripts had arrived is kept, too.
   Without this file the button saves and goes on. */
(() => {
  "use strict";

  const form = document.querySelector("[data-saving]");
  if (!form) return;
  let isChanged = false;
  let isSending = false;
  let next = "";
  const isKept = () => !isChanged && !isSending;
  const isOurs = (event) => event.detail.elt === form;
  const isGiven = (field) => {
    if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
  };

  form.addEventListener("change", () => {
    isChanged = true;
  });
  form.addEventListener("submit", () => {
    isChanged = isSending = false;
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (isOurs(event)) [isChanged, isSending] = [false, true];
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (!isOurs(event)) return;
    isSending = false;
    if (!event.detail.successful) [isChanged, next] = [true, ""];
    // What waits in the queue begins first.
    setTimeout(() => {
      if (next && isKept()) window.location.assign(next);
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || isKept() || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    next = link.href;
  });
  document.addEventListener("DOMContentLoaded", () => {
    // When everybody who listens for it has heard.
    setTimeout(() => {
      if ([...form.elements].some(isGiven)) form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isKept()) event.preventDefault();
  });
})();
