// Shows in the frame beside the form what is typed, a moment after the typing stops. Without this script the button
// above the frame does the same.
const PAUSE_MS = 600;

const form = document.getElementById("survey");
const button = document.querySelector('button[formtarget="survey-preview"]');
let shown = document.querySelector("iframe.preview-frame");
let coming = null;
let timer = null;
let count = 0;

/**
 * The answer comes into a frame of its own, which takes the place of the old one when it is there: nothing flickers,
 * and the browser's back button still leads to the page before this one.
 */
function refresh() {
  clearTimeout(timer);
  coming?.remove();
  const next = shown.cloneNode(false);
  next.removeAttribute("srcdoc");
  next.name = button.formTarget = `survey-preview-${(count += 1)}`; // a frame once named keeps its name in Chromium
  next.hidden = true;
  shown.after(next);
  coming = next;
  next.addEventListener("load", () => {
    if (coming !== next) return;
    const top = scrollOf(shown);
    next.hidden = false;
    shown.remove();
    shown = next;
    coming = null;
    if (top) next.contentWindow?.scrollTo(0, top);
  });
  form.requestSubmit(button);
}

/** A mail's frame is sandboxed: it does not say how far it is scrolled. */
function scrollOf(frame) {
  try {
    return frame.contentWindow?.scrollY ?? 0;
  } catch {
    return 0;
  }
}

const isPreviewControl = (field) => field.name?.startsWith("preview");

if (form && button && shown) {
  document.addEventListener("input", ({ target }) => {
    if (target.form !== form || isPreviewControl(target)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.form === form && isPreviewControl(target)) refresh();
  });
}
