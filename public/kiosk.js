// A kiosk goes back to its start by itself. Without this script a refresh in the page's head does it, which cannot
// tell that somebody is still typing.
(() => {
  "use strict";
  const RETRY_MS = 5000;
  const { home, seconds, idleSeconds } = document.currentScript.dataset;

  // The browser's memory of a page, brought back by its Back button, is that of the person before.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.replace(home);
  });
  if (!seconds) return;

  const text = document.querySelector(".countdown");
  let left = Number(seconds);
  const timer = setInterval(count, 1000);
  for (const sign of ["pointerdown", "keydown", "input", "scroll"])
    addEventListener(sign, () => (left = Number(idleSeconds)), { passive: true });
  show();

  function count() {
    left -= 1;
    show();
    if (left > 0) return;
    clearInterval(timer);
    void restart();
  }

  function show() {
    if (!text) return;
    text.hidden = left > 10;
    text.textContent = text.dataset.text.replace("{n}", Math.max(left, 0));
  }

  // A server that is being restarted must not leave a kiosk with the browser's page about it.
  async function restart() {
    const answer = await fetch(home, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer && answer.status < 500) location.replace(home);
    else setTimeout(restart, RETRY_MS);
  }
})();
