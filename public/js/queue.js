// The queue by keyboard. Everything works without it too: rows are links, boxes and buttons.
(() => {
  const rows = [...document.querySelectorAll(".queued")];
  if (rows.length === 0) return;
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  const all = document.querySelector(".choose-all");
  if (all) {
    const boxes = [...document.querySelectorAll("#queue .tick input")];
    all.hidden = boxes.length < 2;
    all.addEventListener("click", () => {
      const isChosen = boxes.some((box) => !box.checked);
      for (const box of boxes) box.checked = isChosen;
    });
  }
  const linkOf = (row) => row.querySelector("a.cover");
  const current = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (step) => {
    const at = current();
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
    linkOf(rows[next]).focus();
    rows[next].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[current()];
    const keys = {
      j: () => go(1),
      k: () => go(-1),
      x: () => row?.querySelector("input[type=checkbox]")?.click(),
      t: () => row?.querySelector("button.take")?.click(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
