"use strict";
(() => {
  const root = document.documentElement;
  const note = document.getElementById("note");

  // Layers of marks: one class each on the root element, however many legends there are.
  const boxes = [...document.querySelectorAll("input[data-layer]")];
  const show = (layer, on) => {
    root.classList.toggle("show-" + layer, on);
    for (const box of boxes) if (box.dataset.layer === layer) box.checked = on;
  };
  for (const box of boxes) {
    box.addEventListener("change", () => show(box.dataset.layer, box.checked));
    show(box.dataset.layer, box.checked);
  }

  // From a claim to the characters it came from. The offsets count code points.
  const rangeIn = (sentence, from, to) => {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let offset = Number(sentence.dataset.start);
    let open = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let unit = 0;
      for (const character of node.data) {
        if (!open && offset >= from) {
          range.setStart(node, unit);
          open = true;
        }
        if (offset >= to) break;
        unit += character.length;
        offset += 1;
        if (open) range.setEnd(node, unit);
      }
      if (offset >= to) break;
    }
    return open ? range : null;
  };
  const pointAt = (sentence, span) => {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    CSS.highlights.delete("passage");
    if (!sentence || !span) return;
    const [from, to] = span.split(" ").map(Number);
    const range = rangeIn(sentence, from, to);
    if (range) CSS.highlights.set("passage", new Highlight(range));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) pointAt(document.getElementById(link.hash.slice(1)), link.dataset.span);
  });

  // What is jumped to must be open.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    for (let each = target && target.closest("details"); each;) {
      each.open = true;
      each = each.parentElement.closest("details");
    }
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  // What a mark says, for those who cannot hover.
  const shown = (mark) => (mark.getAttribute("class") || "").split(" ").some((name) =>
    root.classList.contains("show-" + name));
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[title]");
    note.hidden = !(mark && shown(mark));
    note.textContent = note.hidden ? "" : mark.title;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") note.hidden = true;
  });

  // On paper everything is open.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
})();
