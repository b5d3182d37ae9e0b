/* The way to a course site goes on by itself; without this file a button leads on. */
(() => {
  "use strict";

  document.querySelector("[data-launch]")?.submit();
})();
