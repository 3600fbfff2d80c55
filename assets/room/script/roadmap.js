/* What changes, the roadmap, and every initiative with its reason. */

const span = (fate) => (fate.start === null ? "–" : String(fate.start));
function openButton(at, className) {
  const item = doc.initiatives[at];
  return make("button", { type: "button", class: "open " + (className || ""), "data-open": at, on: { click: () => story(at) } },
    make("span", { class: "id" }, item.id), " ", pick(item.name));
}
function showChanges(stop, base) {
  place("changes").hidden = !base;
  if (!base) return fill("changes");
  const groups = changes(base, stop);
  const line = (kind) => ({ at, before, now, saved }) => make("li", {}, openButton(at),
    make("span", { class: "when" }, kind === "dropped" ? say("was", span(before)) : kind === "added" ? span(now) : span(before) + " → " + span(now)),
    saved === 0n ? null : make("span", { class: "amount" }, number.change(saved, number.short(saved))));
  const group = (kind) => {
    const list = groups[kind].filter(({ at }) => passes(at));
    const sum = list.reduce((all, one) => all + one.saved, 0n);
    return make("div", { class: "group " + kind },
      make("h3", {}, make("span", { class: "mark " + kind, "aria-hidden": "true" }), say("group_" + kind, number.count(list.length)),
        sum === 0n ? null : make("span", { class: "amount" }, number.change(sum, number.short(sum)))),
      list.length ? make("ul", {}, list.map(line(kind))) : make("p", { class: "quiet" }, say("none")));
  };
  const some = GROUPS.filter((kind) => groups[kind].length);
  fill("changes",
    make("h2", { id: "changes-title" }, say("changes_title", pick(stop.name), pick(base.name))),
    some.length ? make("div", { class: "groups" }, some.map(group)) : make("p", { class: "quiet" }, say("none")));
}

const visible = (at, stop, base) => {
  if (!passes(at)) return false;
  const now = stop.fates[at], kind = base ? changeOf(base.fates[at], now) : null;
  if (state.show === "funded") return now.start !== null;
  if (state.show === "out") return now.start === null;
  if (state.show === "changed") return kind !== null;
  return true;
};

function bar(at, fate, className, words) {
  const item = doc.initiatives[at];
  const from = fate.start - years[0], end = years.length;
  const clip = (n) => Math.max(0, Math.min(end, n));
  const percent = (n) => (clip(n) / end) * 100 + "%";
  const wide = (a, b) => (Math.max(0, clip(b) - clip(a)) / end) * 100 + "%";
  const service = from + item.service;
  return [
    className === "now" && service < end
      ? make("span", { class: "serve", style: { left: percent(service), width: wide(service, end) } }) : null,
    make("span", { class: "bar " + className, style: { left: percent(from), width: wide(from, from + item.duration) } }, words),
  ];
}

/* Of more rows than this a roadmap is summed up by category, and a list shows its first ones. */
const MANY = 150, FIRST = 60;
const unfolded = new Set();
/* A button that shows or hides more, and keeps the keyboard where it is. */
function more(key, words) {
  return make("button", { type: "button", class: "more", "data-more": key, "aria-expanded": String(unfolded.has(key)), on: { click: () => {
    if (!unfolded.delete(key)) unfolded.add(key);
    draw();
    const again = document.querySelector(`[data-more="${key}"]`);
    if (again) again.focus();
  } } }, words);
}

/* A category in one row: how many start in each year, and what is spent in it. */
function sum(category, list, stop) {
  const starts = years.map((year) => list.filter((at) => stop.fates[at].start === year).length);
  const spent = years.map((_, at) => list.reduce((all, one) => all + BigInt(stop.fates[one].spent[at] ?? 0), 0n));
  const most = Math.max(1, ...starts);
  return make("tr", { class: "sum" },
    make("th", { scope: "row" }, more("lane" + category, say("unfold", number.count(list.length)))), make("td", { class: "money" }),
    years.map((_, at) => make("td", { class: "part", style: { "--share": String(starts[at] / most) } },
      make("strong", {}, starts[at] ? say("starts_here", number.count(starts[at])) : "–"), make("span", {}, number.short(spent[at])))));
}

function roadmap(stop, base) {
  const shown = doc.initiatives.filter((_, at) => visible(at, stop, base) && stop.fates[at].start !== null).length;
  const rows = (category) => {
    const list = doc.initiatives.map((_, at) => at).filter((at) => doc.initiatives[at].category === category &&
      visible(at, stop, base) && (stop.fates[at].start !== null || (base && base.fates[at].start !== null)));
    const first = (at) => (stop.fates[at].start === null ? base.fates[at].start + 0.5 : stop.fates[at].start);
    list.sort((a, b) => first(a) - first(b) || a - b);
    if (!list.length) return null;
    const funds = list.filter((at) => stop.fates[at].start !== null);
    const spent = funds.reduce((all, at) => all + spentBy(stop.fates[at]), 0n);
    return make("tbody", { class: hue(category) },
      make("tr", { class: "lane" }, make("th", { scope: "rowgroup", colspan: 2 + years.length },
        make("span", { class: "swatch", "aria-hidden": "true" }), pick(doc.categories[category].name),
        make("span", { class: "quiet" }, say("lane", number.count(funds.length), number.short(spent))),
        shown > MANY && unfolded.has("lane" + category) ? more("lane" + category, say("fold")) : null)),
      shown > MANY && !unfolded.has("lane" + category) ? sum(category, list, stop) : list.map((at) => row(at, stop, base)));
  };
  const body = doc.categories.map((_, at) => rows(at)).filter(Boolean);
  fill("roadmap",
    make("h2", { id: "roadmap-title" }, say("roadmap_title", pick(stop.name))),
    make("ul", { class: "legend" },
      make("li", {}, make("span", { class: "key fill hue0" }), say("execution")),
      make("li", {}, make("span", { class: "key serve" }), say("service")),
      base ? make("li", {}, make("span", { class: "key box" }), say("in_other", pick(base.name))) : null),
    body.length ? make("table", { class: "map", style: { "--years": years.length } },
      make("caption", { class: "sr" }, say("roadmap_caption")),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("initiative")), make("th", { scope: "col", class: "money" }, say("cost")),
        years.map((year) => make("th", { scope: "col", class: "year" }, String(year))))), body)
      : make("p", { class: "quiet" }, say("no_match")));
}

function row(at, stop, base) {
  const now = stop.fates[at], before = base ? base.fates[at] : null;
  const kind = before ? changeOf(before, now) : null;
  const last = (fate) => fate.start + doc.initiatives[at].duration - 1;
  const told = now.start === null ? say("not_funded") : say("from_to", now.start, last(now));
  return make("tr", { class: kind || "", "data-row": at },
    make("th", { scope: "row" }, openButton(at), kind ? make("span", { class: "chip " + kind }, say("chip_" + kind)) : null,
      make("span", { class: "agency" }, pick(doc.agencies[doc.initiatives[at].agency].short))),
    make("td", { class: "money" }, now.start === null ? "" : number.short(spentBy(now))),
    make("td", { class: "track", colspan: years.length },
      hidden(told + (kind && before.start !== null ? "; " + say("was", span(before)) : "")),
      make("span", { class: "bars", "aria-hidden": "true" },
        kind && before.start !== null ? bar(at, before, "then", "") : null,
        now.start === null ? null : bar(at, now, "now", number.short(spentBy(now))))));
}

function list(stop, base) {
  const all = doc.initiatives.map((_, at) => at).filter((at) => visible(at, stop, base));
  const out = all.filter((at) => stop.fates[at].start === null), inside = all.filter((at) => stop.fates[at].start !== null);
  const one = (at) => {
    const fate = stop.fates[at], item = doc.initiatives[at];
    const kind = base ? changeOf(base.fates[at], fate) : null;
    return make("tr", {},
      make("th", { scope: "row" }, openButton(at), make("span", { class: "agency" }, pick(doc.agencies[item.agency].name))),
      make("td", { class: "when", "data-label": say("start") }, fate.start === null ? say("not_funded") : String(fate.start),
        kind ? make("span", { class: "chip " + kind }, say("chip_" + kind)) : null),
      make("td", { class: "money", "data-label": say("cost") }, fate.start === null ? "–" : number.short(spentBy(fate))),
      make("td", { class: "money", "data-label": say("value") }, fate.start === null ? "–" : number.points(fate.value)),
      make("td", { class: "why", "data-label": say("why") }, fate.why.map((line) => make("p", {}, pick(line)))));
  };
  const table = (rows) => make("table", { class: "reasons" },
    make("thead", {}, make("tr", {}, [say("initiative"), say("start"), say("cost"), say("value"), say("why")].map((word) => make("th", { scope: "col" }, word)))),
    make("tbody", {}, rows.map(one)));
  const part = (word, rows, open) => {
    const cut = rows.length > MANY && !unfolded.has(word);
    return rows.length ? make("details", { class: "part", open }, make("summary", {}, say(word, number.count(rows.length))),
      table(cut ? rows.slice(0, FIRST) : rows), rows.length > MANY ? more(word, cut ? say("list_all", number.count(rows.length)) : say("list_first", FIRST)) : null) : null;
  };
  fill("list",
    make("h2", { id: "list-title" }, say("list_title", pick(stop.name))),
    stop.prices ? make("p", { class: "quiet", id: "prices" }, pick(stop.prices)) : null,
    part("out", out, true), part("in", inside, state.show === "funded"),
    all.length ? null : make("p", { class: "quiet" }, say("no_match")));
  place("matches").textContent = say("matches", number.count(all.length), number.count(doc.initiatives.length));
}
