"use strict";
(() => {
  const root = document.documentElement;
  const note = document.getElementById("note");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Words of a telling that no other outlet's telling of the fact has.
  const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;
  const nodesOf = (telling) => all(".text", telling).flatMap((text) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  });
  const showChanged = (on) => {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    CSS.highlights.delete("changed");
    if (!on) return;
    const changed = new Highlight();
    for (const row of all("tr.tellings:not(.closed)")) {
      const told = all(".telling:not(.empty)", row).map((telling) =>
        nodesOf(telling).flatMap((node) => [...node.data.matchAll(WORD)].map((match) =>
          ({ node, start: match.index, end: match.index + match[0].length,
            word: match[0].toLowerCase() }))));
      told.forEach((own, place) => {
        const others = new Set(told.filter((_, other) => other !== place).flat()
          .map((each) => each.word));
        if (!others.size) return;
        for (const each of own) {
          if (others.has(each.word)) continue;
          const range = document.createRange();
          range.setStart(each.node, each.start);
          range.setEnd(each.node, each.end);
          changed.add(range);
        }
      });
    }
    CSS.highlights.set("changed", changed);
  };

  // Layers of marks: one class each on the root element, however many legends there are.
  const boxes = all("input[data-layer]");
  const show = (layer, on) => {
    root.classList.toggle("show-" + layer, on);
    if (layer === "changed") showChanged(on);
    for (const box of boxes) if (box.dataset.layer === layer) box.checked = on;
  };
  for (const box of boxes) {
    box.addEventListener("change", () => show(box.dataset.layer, box.checked));
    show(box.dataset.layer, box.checked);
  }

  // Rows of the ledger: open in the file, so that they can be read without a script.
  const openers = all(".opener");
  const openAll = document.getElementById("open-rows");
  const setRow = (opener, open) => {
    const row = document.getElementById(opener.getAttribute("aria-controls"));
    opener.setAttribute("aria-expanded", String(open));
    row.classList.toggle("closed", !open);
    if (open) copyTellings(row);
  };
  // A sentence that tells several facts is in the file once: it is put where it is told again.
  const copyTellings = (within) => {
    for (const again of all(".again", within)) {
      const row = document.getElementById("fact-" + again.dataset.fact + "-tellings");
      const first = row && all("[data-told]:not(.again)", row)
        .find((each) => each.dataset.told === again.dataset.told);
      if (!first) continue;
      again.replaceChildren(...first.cloneNode(true).childNodes);
      again.classList.remove("again");
      if ("differs" in again.dataset) continue;
      for (const mark of all("mark.differs", again)) mark.classList.remove("differs");
    }
    if (root.classList.contains("show-changed")) showChanged(true);
  };
  for (const opener of openers) {
    setRow(opener, false);
    opener.addEventListener("click", () =>
      setRow(opener, opener.getAttribute("aria-expanded") === "false"));
  }
  if (openAll) {
    openAll.hidden = false;
    openAll.addEventListener("click", () => {
      const open = openAll.getAttribute("aria-pressed") === "false";
      openAll.setAttribute("aria-pressed", String(open));
      for (const opener of openers) setRow(opener, open);
      openAll.textContent = open ? "Close all rows" : "Open all rows";
    });
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
  const targetOf = (link) => document.getElementById(link.hash.slice(1));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    pointAt(targetOf(link), link.dataset.span);
    // The same link a second time changes no address, but its target may be closed by now.
    if (link.hash === location.hash) reveal();
  });

  // A number that is opened shows the sentences behind it, taken from the full texts.
  const fill = (list) => {
    if (list.classList.contains("filled")) return;
    list.classList.add("filled");
    for (const link of all("a[href^='#']", list)) {
      const sentence = targetOf(link);
      if (!sentence) continue;
      const words = document.createElement("q");
      const characters = [...sentence.textContent];
      const first = Number(sentence.dataset.start);
      const [from, to] = (link.dataset.span || "0 0").split(" ").map((each) =>
        Math.min(Math.max(Number(each) - first, 0), characters.length));
      const said = document.createElement("mark");
      said.textContent = characters.slice(from, to).join("");
      words.append(characters.slice(0, from).join(""), said, characters.slice(to).join(""));
      words.dir = "auto";
      link.after(words);
    }
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.open) for (const list of all(":scope > .refs", event.target)) fill(list);
  }, true);

  // What is jumped to must be open.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const row = target.querySelector(".opener");
    if (target.matches(".fact") && row) setRow(row, true);
    for (let each = target.closest("details"); each;) {
      each.open = true;
      each = each.parentElement.closest("details");
    }
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  // Strips and ribbons: all places of a fact light up together, and lead to its row.
  const strips = document.querySelector("svg.order");
  if (strips) {
    const parts = all("[data-fact]", strips);
    const factsOf = (part) => part ? part.dataset.fact.split(" ") : [];
    strips.addEventListener("pointerover", (event) => {
      const facts = new Set(factsOf(event.target.closest("[data-fact]")));
      strips.classList.toggle("lit", facts.size > 0);
      for (const each of parts) {
        each.classList.toggle("lit", factsOf(each).some((fact) => facts.has(fact)));
      }
    });
    strips.addEventListener("pointerleave", () => {
      for (const each of [strips, ...parts]) each.classList.remove("lit");
    });
    strips.addEventListener("click", (event) => {
      const [fact] = factsOf(event.target.closest("[data-fact]"));
      if (fact) location.hash = "fact-" + fact;
    });
  }

  // The contents say where the reader is.
  const entries = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
  if (window.IntersectionObserver) {
    const watcher = new IntersectionObserver((seen) => {
      for (const each of seen) {
        if (!each.isIntersecting) continue;
        for (const link of entries.values()) link.removeAttribute("aria-current");
        entries.get(each.target.id).setAttribute("aria-current", "true");
      }
    }, { rootMargin: "-20% 0px -75% 0px" });
    for (const id of entries.keys()) {
      const section = document.getElementById(id);
      if (section) watcher.observe(section);
    }
  }

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
    copyTellings(document);
    closed = all("details:not([open])");
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
})();
