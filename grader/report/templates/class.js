"use strict";
// Sorts and filters the gradebook. It reads what the table shows and moves rows: no text becomes markup here.
(() => {
  const table = document.getElementById("sheet");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.querySelectorAll("th[data-sort]"));
  const firstPart = heads.findIndex(head => head.className === "attempts") + 1;
  const status = document.getElementById("filter-status");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map(row =>
    plain(Array.from(row.querySelectorAll(".who, .id, .section"), cell => cell.textContent).join(" ")));
  const sections = rows.map(row => row.querySelector(".section")?.textContent ?? "");
  let shown = rows.length;
  let order = "";

  const tell = () => {
    status.textContent = `${shown} of ${rows.length} ${rows.length === 1 ? "learner" : "learners"}${order}`;
  };

  // To lay out ten thousand cells takes a second. So rows out of sight follow some at a time, when those in sight
  // are painted; a screen reader knows none before it is laid out.
  let waiting = 0;
  const layOut = () => {
    clearTimeout(waiting);
    for (const row of rows) row.classList.add("later");
    const rest = Array.from(body.rows).filter(row => !row.hidden);
    const next = () => {
      for (const row of rest.splice(0, 60)) row.classList.remove("later");
      if (rest.length) waiting = setTimeout(next, 50);
    };
    waiting = setTimeout(next, 200);
  };

  const valueOf = (row, column, kind) => {
    const cell = row.cells[column];
    if (kind === "text") return cell.textContent || null;
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  };

  const sort = (head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const kind = head.dataset.sort;
    const values = new Map(rows.map(row => [row, valueOf(row, column, kind)]));
    const compare = kind === "text" ? collator.compare : (a, b) => a - b;
    const sorted = rows.slice().sort((first, second) => {
      const [a, b] = [values.get(first), values.get(second)];
      // What is empty comes last, whichever way.
      if (a === null || b === null) return (a === null) - (b === null);
      return down ? compare(b, a) : compare(a, b);
    });
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.replaceChildren(...sorted);
    layOut();
    order = `, sorted by ${head.textContent}, ${down ? "descending" : "ascending"}`;
    tell();
  };

  const fields = ["text", "section", "outcome", "part"].map(name => document.getElementById(`filter-${name}`));

  const filter = () => {
    const [text, section, outcome, part] = fields.map(field => field?.value ?? "");
    const words = plain(text).split(/\s+/).filter(Boolean);
    shown = 0;
    rows.forEach((row, place) => {
      const cells = part ? [row.cells[firstPart + Number(part)]] : Array.from(row.cells).slice(firstPart);
      row.hidden = !(
        words.every(word => texts[place].includes(word)) &&
        (!section || sections[place] === section) &&
        (!outcome || cells.some(cell => cell.classList.contains(outcome)))
      );
      shown += !row.hidden;
    });
    layOut();
    tell();
  };

  // As boxes of their own, rows are no table to every browser: each says what it is.
  const roles = { "thead, tbody": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(roles)) {
    for (const element of table.querySelectorAll(selector)) element.setAttribute("role", role);
  }
  table.classList.add("quick");

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, column));
  });
  for (const field of fields) field?.addEventListener("input", filter);
  document.getElementById("filter-reset").addEventListener("click", () => {
    for (const field of fields) if (field) field.value = "";
    filter();
  });
  document.getElementById("filters").hidden = false;
  // A browser that goes back to this page fills in what was typed before.
  addEventListener("pageshow", filter);
  filter();
})();
