// Puts a survey into a page: <script src=".../embed.js" data-collector="TOKEN" async></script>
// No cookie, no storage, no style element. data-position="corner" makes it a panel that can be closed.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script) return;
  const { collector, position, title = "Survey", close = "Close" } = script.dataset;
  const address = new URL(`c/${encodeURIComponent(collector)}`, script.src);
  const isCorner = position === "corner";
  const isInHead = document.head.contains(script);

  const frame = document.createElement("iframe");
  frame.title = title;
  frame.loading = "lazy";
  frame.src = address.href;
  Object.assign(frame.style, { display: "block", width: "100%", height: "380px", border: "0" });

  const box = document.createElement("div");
  box.append(frame);
  if (isCorner) makeCorner();
  else Object.assign(box.style, { maxWidth: "640px" });
  Object.assign(box.style, { overflow: "auto", borderRadius: "12px" });

  // The page in the frame tells its height once it knows that the page around it may know.
  frame.addEventListener("load", () =>
    frame.contentWindow.postMessage({ afterword: "hello" }, address.origin),
  );
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== address.origin || data?.afterword !== "size") return;
    if (data.height === 0) box.remove();
    else if (data.height > 0) frame.style.height = `${Math.min(data.height, 3000)}px`;
  });

  if (!isCorner && !isInHead) script.replaceWith(box);
  else if (document.body) document.body.append(box);
  else addEventListener("DOMContentLoaded", () => document.body.append(box));

  function makeCorner() {
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", title);
    Object.assign(box.style, {
      position: "fixed",
      insetInlineEnd: "16px",
      bottom: "16px",
      width: "min(400px, calc(100vw - 32px))",
      maxHeight: "calc(100vh - 32px)",
      zIndex: "2147483000",
      boxShadow: "0 8px 32px rgb(0 0 0 / 0.28)",
    });
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "\u00d7";
    button.setAttribute("aria-label", close);
    button.addEventListener("click", () => box.remove());
    Object.assign(button.style, {
      position: "absolute",
      insetInlineEnd: "8px",
      top: "8px",
      width: "44px",
      height: "44px",
      padding: "0",
      border: "1px solid #857c6f",
      borderRadius: "50%",
      background: "#fff",
      color: "#1f1b16",
      font: "24px/1 sans-serif",
      cursor: "pointer",
    });
    box.prepend(button);
  }
})();
