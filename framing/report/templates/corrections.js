(() => {
  const data = JSON.parse(document.getElementById("corrections-data").textContent);
  const articles = data.file.articles;
  const outlets = data.outlets;
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);
  const dialog = find("correction");
  const TASKS = {
    attribution: "what a source says", entity: "name", hedging: "hedge",
    loaded_language: "loaded word", sentiment: "tone",
  };
  // Offsets count code points, strings UTF-16 units.
  const letters = articles.map((each) => [...each.text]);
  const words = (article, start, end) => letters[article].slice(start, end).join("");
  const shorten = (text, limit) => {
    const line = text.replace(/\s+/g, " ");
    const cut = [...line];
    return cut.length > limit ? cut.slice(0, limit - 1).join("") + "…" : line;
  };
  const numberOf = new Map(articles.map((each, number) => [each.id, number]));

  // A correction is known by what it is about, so that it can be taken back.
  const place = (article, start, end) =>
    ({ article: articles[article].id, start, end, text: words(article, start, end) });
  const placeOf = ([article, sentence]) => {
    const { start, end } = articles[article].sentences[sentence];
    return place(article, start, end);
  };
  const order = (one, other) => one[0] - other[0] || one[1] - other[1];
  const keyOf = (correction) => JSON.stringify([
    correction.kind === "annotation_wrong" ? [correction.task, correction.label] : "link",
    correction.places.map((each) => [numberOf.get(each.article), each.start, each.end])
      .sort((one, other) => order(one, other) || one[2] - other[2]),
  ]);
  const aboutPair = (pair) => keyOf({ kind: "link_wrong", places: pair.map(placeOf) });
  const made = new Map(data.file.corrections.map((each) => [keyOf(each), each]));
  let unsaved = false;

  const sentenceAt = (at) => {
    const number = numberOf.get(at.article);
    const index = articles[number].sentences.findIndex((each) =>
      each.start === at.start && each.end === at.end);
    return [number, index];
  };
  const model = data.links.filter((each) => !each[4])
    .map((each) => [[each[0], each[1]], [each[2], each[3]]]);
  const pairsOf = ([article, sentence]) => {
    const known = new Map(model.map((pair) => [aboutPair(pair), pair]));
    for (const [key, each] of made) {
      if (each.kind !== "annotation_wrong" && !known.has(key)) {
        known.set(key, each.places.map(sentenceAt));
      }
    }
    return [...known].filter(([, pair]) =>
      pair.some((each) => each[0] === article && each[1] === sentence));
  };
  const marksOf = ([article, sentence]) => {
    const { start, end } = articles[article].sentences[sentence];
    const known = new Map();
    const add = (task, label, from, to) => {
      if (from < end && start < to) {
        const mark = { kind: "annotation_wrong", places: [place(article, from, to)], task, label };
        known.set(keyOf(mark), mark);
      }
    };
    for (const each of data.annotations) if (each[0] === article) add(...each.slice(1));
    for (const each of made.values()) {
      if (each.kind === "annotation_wrong" && numberOf.get(each.places[0].article) === article) {
        add(each.task, each.label, each.places[0].start, each.places[0].end);
      }
    }
    return [...known];
  };

  const element = (name, text, properties = {}) => {
    const found = document.createElement(name);
    found.textContent = text;
    return Object.assign(found, properties);
  };
  const button = (text, about, action, properties = {}) => {
    const found = element("button", text, { type: "button", ...properties });
    found.setAttribute("aria-label", text + ": " + about);
    found.addEventListener("click", action);
    return found;
  };
  // Sentences are counted as elsewhere in the report: without the headline.
  const counted = (article, sentence) =>
    sentence + (articles[article].sentences[0].zone === "headline" ? 0 : 1);
  const called = ([article, sentence]) => {
    const zone = articles[article].sentences[sentence].zone;
    const where = zone === "headline" ? zone : "sentence " + counted(article, sentence);
    return outlets[article] + ", " + where;
  };
  const quoted = (text) => "“" + shorten(text, 90) + "”";
  const markName = (each) => {
    const what = TASKS[each.task] || each.task.replaceAll("_", " ");
    return what + " (" + each.label + "): " + quoted(each.places[0].text);
  };
  const described = (each) => {
    if (each.kind === "annotation_wrong") return "Wrong mark, " + markName(each);
    const [one, other] = each.places.map((at) =>
      outlets[numberOf.get(at.article)] + " " + quoted(at.text));
    const what = each.kind === "link_wrong" ? "Wrong link" : "Missing link";
    return what + ", " + one + " and " + other;
  };

  const status = find("correcting-status");
  const change = (key, correction) => {
    if (correction) made.set(key, correction); else made.delete(key);
    unsaved = true;
    show();
  };
  const toggle = (key, correction) => change(key, made.has(key) ? null : correction);

  // One sentence: its links, its marks, and a link that is missing.
  let shown = null;
  const fill = () => {
    const [article, sentence] = shown;
    const span = articles[article].sentences[sentence];
    find("correction-heading").textContent = called(shown);
    find("correction-sentence").textContent = words(article, span.start, span.end);
    const links = pairsOf(shown).map(([key, pair]) => {
      const other = pair.find((each) => each[0] !== article) || pair[1];
      const correction = made.get(key);
      const item = element("li", "");
      const note = !correction ? "" : correction.kind === "link_wrong" ? "Marked wrong. " : "Added. ";
      const text = note + called(other) + ": " + shorten(placeOf(other).text, 160);
      const wrong = { kind: "link_wrong", places: pair.map(placeOf) };
      item.append(element("span", text, { dir: "auto" }),
        button(correction ? "Take back" : "Wrong link", called(other), () => again(key, wrong)));
      item.lastChild.dataset.key = key;
      return item;
    });
    const none = (text) => [element("li", text)];
    find("correction-links").replaceChildren(...(links.length ? links : none("None.")));
    const marks = marksOf(shown).map(([key, mark]) => {
      const item = element("li", "");
      const note = made.has(key) ? "Marked wrong. " : "";
      item.append(element("span", note + markName(mark), { dir: "auto" }),
        button(made.has(key) ? "Take back" : "Wrong mark", markName(mark), () => again(key, mark)));
      item.lastChild.dataset.key = key;
      return item;
    });
    find("correction-marks").replaceChildren(...(marks.length ? marks : none("None.")));
    fillOthers();
  };
  const again = (key, correction) => {
    toggle(key, correction);
    fill();
    const same = [...dialog.querySelectorAll("button[data-key]")]
      .find((each) => each.dataset.key === key);
    (same || find("correction-heading")).focus();
  };
  const fillOthers = () => {
    const linked = new Set(pairsOf(shown).map(([key]) => key));
    const select = find("correction-other");
    select.replaceChildren(new Option("Choose a sentence", ""));
    articles.forEach((each, article) => {
      if (article === shown[0]) return;
      const group = element("optgroup", "", { label: outlets[article] });
      each.sentences.forEach((one, sentence) => {
        const there = [article, sentence];
        if (one.zone === "caption" || linked.has(aboutPair([shown, there]))) return;
        const number = one.zone === "headline" ? "Headline" : counted(article, sentence);
        const text = number + ". " + shorten(words(article, one.start, one.end), 110);
        group.append(new Option(text, article + " " + sentence));
      });
      select.append(group);
    });
    const caption = articles[shown[0]].sentences[shown[1]].zone === "caption";
    find("correction-missing").hidden = caption;
  };
  find("correction-add").addEventListener("click", () => {
    const chosen = find("correction-other").value;
    if (!chosen) {
      find("correction-other").focus();
      return;
    }
    const pair = [shown, chosen.split(" ").map(Number)].sort(order);
    const relation = dialog.querySelector("input[name=relation]:checked").value;
    again(aboutPair(pair), { kind: "link_missing", places: pair.map(placeOf), relation });
  });
  find("correction-close").addEventListener("click", () => dialog.close());
  const open = (where) => {
    shown = where;
    fill();
    dialog.showModal();
    dialog.scrollTop = 0;
    find("correction-heading").focus();
  };

  // Buttons stand in the report only while correcting is on.
  const placeIn = (anchor) => {
    const [, article, sentence] = anchor.match(/^a(\d+)-s(\d+)$/).map(Number);
    return [article - 1, sentence];
  };
  const spots = () => [
    ...[...document.querySelectorAll(".s[id]")].map((each) => [each, each.id, "after"]),
    ...[...document.querySelectorAll("[data-sentence]")]
      .map((each) => [each, each.dataset.sentence, "append"]),
  ];
  const on = () => {
    for (const [each, anchor, how] of spots()) {
      const where = placeIn(anchor);
      const made = button("Correct", called(where), () => open(where), { className: "correct" });
      made.dataset.at = anchor;
      each[how](made);
    }
    for (const each of document.querySelectorAll("[data-link]")) {
      const pair = each.dataset.link.split(" ").map(placeIn).sort(order);
      const about = called(pair[0]) + " and " + called(pair[1]);
      const wrong = { kind: "link_wrong", places: pair.map(placeOf) };
      const key = keyOf(wrong);
      const made = button("Wrong link", about, () => toggle(key, wrong),
        { className: "wrong-link" });
      made.dataset.key = key;
      each.append(made);
    }
    show();
  };
  const off = () => {
    for (const each of document.querySelectorAll(".correct, .wrong-link")) each.remove();
  };
  const main = find("correcting");
  main.addEventListener("click", () => {
    const active = root.classList.toggle("correcting");
    main.setAttribute("aria-pressed", String(active));
    if (active) on(); else off();
    show();
  });

  const show = () => {
    const count = made.size === 1 ? "1 correction" : made.size + " corrections";
    status.textContent = made.size || unsaved ? count + (unsaved ? ", not saved" : "") : "";
    find("save-corrections").disabled = !made.size && !unsaved;
    find("corrections-made").replaceChildren(...[...made].map(([key, each]) => {
      const item = element("li", "");
      const text = described(each);
      item.append(element("span", text, { dir: "auto" }), button("Take back", text, () => {
        change(key, null);
        main.focus();
      }));
      return item;
    }));
    const touched = new Set();
    for (const each of made.values()) {
      for (const at of each.places) {
        const article = numberOf.get(at.article);
        articles[article].sentences.forEach((one, sentence) => {
          if (one.start < at.end && at.start < one.end) {
            touched.add("a" + (article + 1) + "-s" + sentence);
          }
        });
      }
    }
    for (const each of document.querySelectorAll(".correct")) {
      const done = touched.has(each.dataset.at);
      each.classList.toggle("done", done);
      each.textContent = done ? "Corrected" : "Correct";
      each.setAttribute("aria-label", each.textContent + ": " + called(placeIn(each.dataset.at)));
    }
    for (const each of document.querySelectorAll(".wrong-link")) {
      const correction = made.get(each.dataset.key);
      const about = each.getAttribute("aria-label").replace(/^[^:]*: /, "");
      each.textContent = !correction ? "Wrong link"
        : correction.kind === "link_wrong" ? "Marked wrong, take back" : "Added, take back";
      each.setAttribute("aria-label", each.textContent + ": " + about);
    }
  };

  find("save-corrections").addEventListener("click", () => {
    const content = { ...data.file, corrections: [...made.values()] };
    const blob = new Blob([JSON.stringify(content, null, 1) + "\n"], { type: "application/json" });
    const link = element("a", "", { href: URL.createObjectURL(blob), download: "corrections.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    show();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  find("correcting-bar").hidden = false;
  show();
})();
