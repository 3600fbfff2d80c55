"use strict";
/* The decision room. One document comes in (see src/report/room/document.rs), the page is drawn from it.
 *
 *   Words and names are data: this file holds no sentence. `say(key, ...)` fills the words of the page.
 *   Text reaches the page only through text nodes and attributes, so whatever a name holds stays text.
 *   A stop is a plan under some money. `state` says which one is shown, against which, and what is filtered;
 *   `draw()` shows it. `petajalan.receive({texts, stops})` adds or replaces stops, for plans that arrive later.
 */
(() => {
  // -------------------------------------------------------------------------------------------- the document
  const doc = JSON.parse(document.getElementById("data").textContent);
  const stops = new Map();
  const years = doc.years;
  const state = {
    lang: doc.lang, theme: "auto", at: doc.base, to: "auto",
    agency: "", category: "", show: "all", query: "", scheme: 0,
  };

  /* Takes stops in; their reasons name places in the texts that came with them. */
  function receive(part) {
    for (const stop of part.stops) {
      for (const fate of stop.fates) fate.why = fate.why.map((at) => (Array.isArray(at) ? at : part.texts[at]));
      stops.set(stop.key, stop);
    }
  }
  receive(doc);

  const scenarios = () => [...stops.values()].filter((stop) => stop.key.startsWith("s:"));
  const steps = () => [...stops.values()].filter((stop) => stop.key.startsWith("m:"))
    .sort((a, b) => (BigInt(a.money) < BigInt(b.money) ? -1 : 1));
  const shown = () => stops.get(state.at) || [...stops.values()][0];
  /* What the shown stop is compared with; nothing where that is itself. */
  function against() {
    const key = state.to === "auto" ? doc.base : state.to;
    const stop = stops.get(key);
    return stop && stop.key !== state.at && stop.fates.length && shown().fates.length ? stop : null;
  }

  // ------------------------------------------------------------------------------------- words and numbers
  const pick = (pair) => pair[state.lang === "en" ? 1 : 0];
  const say = (key, ...fill) =>
    doc.words[state.lang][key].replace(/\{(\d)\}/g, (_, at) => String(fill[Number(at)]));

  const MINUS = "\u2212";
  const size = (n) => (n < 0n ? -n : n);
  /* value / by, halves to even; by > 0. */
  function halfEven(value, by) {
    let down = value / by, rest = value % by;
    if (rest < 0n) { rest += by; down -= 1n; }
    return down + (2n * rest > by || (2n * rest === by && down % 2n !== 0n) ? 1n : 0n);
  }
  const ten = (power) => 10n ** BigInt(power);
  const rescale = (value, from, to) =>
    from > to ? halfEven(value, ten(from - to)) : value * ten(to - from);
  /* The size of value / 10^from with `kept` decimals and marks between thousands. */
  function decimal(value, from, kept, drop) {
    const style = doc.numbers[state.lang];
    const digits = size(rescale(value, from, kept)).toString().padStart(kept + 1, "0");
    const whole = digits.slice(0, digits.length - kept);
    let rest = kept ? digits.slice(-kept) : "";
    if (drop) rest = rest.replace(/0+$/, "");
    return whole.replace(/\B(?=(\d{3})+$)/g, style.group) + (rest ? style.point + rest : "");
  }
  const signed = (n, text) => (n < 0n ? MINUS : "") + doc.currency.sign + text;
  function scaled(amount, decimals, units) {
    const n = BigInt(amount);
    const at = (step) => {
      const kept = step === 0 ? Math.min(doc.currency.decimals, decimals) : decimals;
      const from = doc.currency.decimals + 3 * step;
      return { step, kept, from, value: rescale(n, from, kept) };
    };
    const found = [4, 3, 2, 1].map(at).find((one) => size(one.value) >= ten(one.kept)) || at(0);
    return signed(found.value, decimal(found.value, found.kept, found.kept, true) + units[found.step]);
  }
  const number = {
    full: (amount) => signed(BigInt(amount), decimal(BigInt(amount), doc.currency.decimals, doc.currency.decimals, false)),
    long: (amount) => scaled(amount, 2, doc.numbers[state.lang].long),
    short: (amount) => scaled(amount, 1, doc.numbers[state.lang].short),
    points: (points) => {
      const value = rescale(BigInt(points), 6, 1);
      return (value < 0n ? MINUS : "") + decimal(value, 1, 1, true);
    },
    level: (level) => (level < 0 ? MINUS : "") + decimal(BigInt(level), 2, 2, false),
    count: (count) => decimal(BigInt(count), 0, 0, true),
    /* A difference always has its sign. */
    change: (n, text) => (BigInt(n) > 0n ? "+" + text : text),
  };

  // --------------------------------------------------------------------------------------------- elements
  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = new Set(["svg", "g", "rect", "line", "path", "circle", "text", "title", "desc", "polyline"]);
  /* A new element; children that are texts become text nodes. */
  function make(tag, attributes, ...children) {
    const node = SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
      else if (name === "style") for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }
  const place = (id) => document.getElementById(id);
  const fill = (id, ...children) =>
    place(id).replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined));
  const hidden = (text) => make("span", { class: "sr" }, text);
  const hue = (category) => (category === null || category === undefined ? "none" : "hue" + (category % 8));

  // ------------------------------------------------------------------------------------ what follows from it
  const plus = (amounts) => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
  const spentBy = (fate) => plus(fate.spent);
  const funded = (stop) => stop.fates.filter((fate) => fate.start !== null).length;
  const filtered = () => state.agency !== "" || state.category !== "";

  /* Whether an initiative passes agency, category and search. */
  function passes(at) {
    const item = doc.initiatives[at];
    if (state.agency !== "" && item.agency !== Number(state.agency)) return false;
    if (state.category !== "" && item.category !== Number(state.category)) return false;
    const query = state.query.trim().toLowerCase();
    if (!query) return true;
    const text = [item.id, pick(item.name), pick(doc.agencies[item.agency].name)].join(" ").toLowerCase();
    return query.split(/\s+/).every((word) => text.includes(word));
  }

  const inScope = (agency, category) =>
    (state.agency === "" || agency === Number(state.agency)) &&
    (state.category === "" || category === Number(state.category));

  /* Spending of each year by category, of what the filter of agency and category lets through. */
  function spending(stop) {
    const sums = years.map(() => new Map());
    const add = (category, amounts) => amounts.forEach((amount, year) => {
      sums[year].set(category, (sums[year].get(category) || 0n) + BigInt(amount));
    });
    stop.fates.forEach((fate, at) => {
      const item = doc.initiatives[at];
      if (fate.start !== null && inScope(item.agency, item.category)) add(item.category, fate.spent);
    });
    for (const other of stop.other) if (inScope(other.agency, other.category)) add(other.category, other.years);
    return sums.map((by) => ({
      parts: [...by.entries()].sort((a, b) => (a[0] === null) - (b[0] === null) || a[0] - b[0]),
      total: [...by.values()].reduce((sum, amount) => sum + amount, 0n),
    }));
  }
  const total = (stop) => spending(stop).reduce((sum, year) => sum + year.total, 0n);

  /* The ceilings of what the filter lets through; none where it has none of its own. */
  function ceilings(stop) {
    const agency = state.agency === "" ? null : Number(state.agency);
    const category = state.category === "" ? null : Number(state.category);
    const found = stop.limits.find((limit) => limit.agency === agency && limit.category === category);
    return found ? found.years : years.map(() => null);
  }

  /* What `stop` does otherwise than `base`, the largest amounts first. */
  function changes(base, stop) {
    const groups = { dropped: [], delayed: [], forward: [], added: [] };
    stop.fates.forEach((now, at) => {
      const before = base.fates[at];
      const kind = changeOf(before, now);
      if (kind) groups[kind].push({ at, before, now, saved: spentBy(now) - spentBy(before) });
    });
    const bySize = (a, b) => (size(a.saved) === size(b.saved) ? a.at - b.at : size(a.saved) > size(b.saved) ? -1 : 1);
    for (const group of Object.values(groups)) group.sort(bySize);
    return groups;
  }
  function changeOf(before, now) {
    if (before.start === now.start) return null;
    if (now.start === null) return "dropped";
    if (before.start === null) return "added";
    return now.start > before.start ? "delayed" : "forward";
  }
  const GROUPS = ["dropped", "delayed", "forward", "added"];

  // ------------------------------------------------------------------------------------------------ controls
  function controls() {
    const focus = document.activeElement && document.activeElement.id;
    document.documentElement.lang = state.lang;
    document.title = pick(doc.case.name) + " · " + say("title");
    place("skip").textContent = say("skip");
    place("pick").setAttribute("aria-label", say("choose"));
    const language = (code) => make("button", {
      type: "button", id: "lang-" + code, lang: code, "aria-pressed": String(state.lang === code),
      on: { click: () => { state.lang = code; controls(); draw(); } },
    }, doc.words[code].language);
    const theme = (name) => make("option", { value: name, selected: state.theme === name }, say("theme_" + name));
    fill("head",
      make("div", { class: "case" },
        make("p", { class: "brand" }, say("title"), doc.case.illustrative ? make("span", { class: "tag" }, say("illustrative")) : null),
        make("p", { class: "name" }, pick(doc.case.name))),
      make("div", { class: "tools" },
        make("div", { class: "switch", role: "group", "aria-label": say("language_name") }, language("id"), language("en")),
        make("label", { class: "field small" }, hidden(say("theme")),
          make("select", { id: "theme", on: { change: (event) => { state.theme = event.target.value; paint(); } } },
            theme("auto"), theme("light"), theme("dark"))),
        make("button", { type: "button", id: "print", on: { click: () => window.print() } }, say("print"))));
    fill("pick", cards(), make("div", { class: "row" }, slider(), comparison()));
    filters();
    if (focus && place(focus)) place(focus).focus();
  }

  function cards() {
    const card = (stop) => make("label", { class: "card" },
      make("input", {
        type: "radio", name: "stop", id: "stop-" + stop.key, value: stop.key, checked: stop.key === state.at,
        on: { change: () => go(stop.key) },
      }),
      make("span", { class: "card-name" }, pick(stop.name)),
      make("span", { class: "card-money" }, stop.money === null ? "" : number.short(stop.money)),
      make("span", { class: "card-sub" }, stop.fates.length
        ? say("funded_of", number.count(funded(stop)), number.count(doc.initiatives.length)) : pick(stop.proof.badge)));
    return make("fieldset", { class: "cards" }, make("legend", { class: "sr" }, say("choose_scenario")), scenarios().map(card));
  }

  function slider() {
    const list = steps();
    if (list.length < 2) return null;
    return make("div", { class: "slide" },
      make("label", { for: "money" }, say("move_ceiling")),
      make("input", {
        type: "range", id: "money", min: 0, max: list.length - 1, step: 1, value: 0,
        on: { input: (event) => go(list[Number(event.target.value)].key) },
      }),
      make("output", { id: "money-now", for: "money" }));
  }

  function comparison() {
    const option = (stop) => make("option", { value: stop.key, selected: (state.to === "auto" ? doc.base : state.to) === stop.key }, pick(stop.name));
    const list = steps();
    return make("div", { class: "against" },
      make("label", { for: "against" }, say("compare_with")),
      make("select", { id: "against", on: { change: (event) => { state.to = event.target.value; draw(); } } },
        make("option", { value: "none", selected: state.to === "none" }, say("nothing")),
        make("optgroup", { label: say("scenarios") }, scenarios().filter((stop) => stop.fates.length).map(option)),
        list.length ? make("optgroup", { label: say("steps") }, list.map(option)) : null),
      make("button", { type: "button", id: "swap", on: { click: swap } }, say("swap")));
  }
  function swap() {
    const other = against();
    if (!other) return;
    const now = state.at;
    state.to = now;
    go(other.key);
  }

  function filters() {
    const options = (list, chosen, all) => [make("option", { value: "" }, all)].concat(
      list.map((one, at) => [pick(one.name), at]).sort((a, b) => a[0].localeCompare(b[0], state.lang))
        .map(([name, at]) => make("option", { value: String(at), selected: chosen === String(at) }, name)));
    const change = (key) => ({ change: (event) => { state[key] = event.target.value; draw(); } });
    const shows = ["all", "funded", "out", "changed"].map((key) =>
      make("option", { value: key, selected: state.show === key }, say("show_" + key)));
    fill("filters",
      make("h2", { id: "filters-title", class: "sr" }, say("filters")),
      make("div", { class: "field grow" }, make("label", { for: "query" }, say("search")),
        make("input", {
          type: "search", id: "query", value: state.query, autocomplete: "off", placeholder: say("search_hint"),
          on: {
            input: (event) => { state.query = event.target.value; draw(); },
            keydown: (event) => { if (event.key === "Enter") openOnly(); },
          },
        })),
      make("div", { class: "field" }, make("label", { for: "agency" }, say("agency")),
        make("select", { id: "agency", on: change("agency") }, options(doc.agencies, state.agency, say("all_agencies")))),
      make("div", { class: "field" }, make("label", { for: "category" }, say("category")),
        make("select", { id: "category", on: change("category") }, options(doc.categories, state.category, say("all_categories")))),
      make("div", { class: "field" }, make("label", { for: "show" }, say("show")),
        make("select", { id: "show", on: change("show") }, shows)),
      make("button", {
        type: "button", id: "clear",
        on: { click: () => { Object.assign(state, { agency: "", category: "", show: "all", query: "" }); filters(); draw(); place("query").focus(); } },
      }, say("clear")),
      make("p", { id: "matches", class: "quiet" }));
  }
  /* Enter in the search box opens the first hit. */
  function openOnly() {
    const hit = doc.initiatives.findIndex((_, at) => passes(at));
    if (state.query.trim() && hit >= 0) story(hit);
  }

  function go(key) {
    state.at = key;
    draw();
  }

  // ------------------------------------------------------------------------------------------------ the answer
  function answer(stop, base) {
    const badge = make("span", { class: "badge " + stop.proof.status }, pick(stop.proof.badge));
    const certificate = stop.proof.sha256 ? make("a", { class: "hash", href: "#proof", title: stop.proof.file + " " + stop.proof.sha256 },
      say("certificate") + " ", make("code", {}, stop.proof.sha256.slice(0, 12))) : null;
    const groups = base ? changes(base, stop) : null;
    const compared = groups ? make("p", { class: "compared" }, make("a", { href: "#changes" },
      say("compared", pick(base.name), ...GROUPS.map((kind) => number.count(groups[kind].length))))) : null;
    fill("answer",
      make("p", { class: "eyebrow" }, make("strong", {}, pick(stop.name)), badge, certificate),
      make("h1", { id: "headline" }, pick(stop.headline)),
      pick(stop.note) ? make("p", { class: "quiet note" }, pick(stop.note)) : null,
      compared,
      stop.lines.length ? make("ul", { class: "lines" }, stop.lines.map((line) => make("li", {}, pick(line).replace(/^\s*-\s*/, "")))) : null,
      stop.fates.length ? figures(stop, base) : null);
  }

  function figures(stop, base) {
    const last = years.length - 1;
    const row = (label, value, other, difference) => make("div", {},
      make("dt", {}, label), make("dd", {}, value),
      base && other !== undefined ? make("dd", { class: "other" }, say("against_value", other, difference)) : null);
    const money = (label, of) => {
      const [now, before] = [of(stop), base ? of(base) : null];
      if (now === null) return null;
      if (before === null) return row(label, number.short(now));
      return row(label, number.short(now), number.short(before), number.change(BigInt(now) - BigInt(before), number.short(BigInt(now) - BigInt(before))));
    };
    const more = (now, before, show) => number.change(now - before, show(now - before));
    return make("dl", { class: "figures" },
      money(say("ceiling"), (one) => one.money),
      money(say("spending"), total),
      row(say("funded"), say("of", number.count(funded(stop)), number.count(doc.initiatives.length)),
        base ? number.count(funded(base)) : undefined, base ? more(funded(stop), funded(base), (n) => (n < 0 ? MINUS : "") + number.count(Math.abs(n))) : undefined),
      row(say("value"), number.points(stop.value), base ? number.points(base.value) : undefined,
        base ? more(stop.value, base.value, number.points) : undefined),
      doc.schemes.length ? row(say("index", pick(doc.schemes[0].name), years[last]), number.level(stop.index[0][last]),
        base ? number.level(base.index[0][last]) : undefined, base ? more(stop.index[0][last], base.index[0][last], number.level) : undefined) : null,
      money(say("after", years[last] + 1), (one) => one.after));
  }

  // --------------------------------------------------------------------------------------------------- charts
  /* A chart with its title, its picture for the eyes and its numbers as a table for everyone. */
  function figure(id, title, note, picture, legend, table) {
    return make("figure", { class: "chart", id },
      make("figcaption", {}, make("h2", {}, title), note ? make("p", { class: "quiet" }, note) : null),
      picture, legend,
      make("details", {}, make("summary", {}, say("numbers")), table));
  }
  /* A picture as wide as its column, so that its letters are as large as the others on the page. */
  function canvas(height, title) {
    const all = place("charts").clientWidth, columns = Math.max(1, Math.min(3, Math.floor((all + 16) / 301)));
    const width = Math.max(260, Math.floor((all - 16 * (columns - 1)) / columns) - 36);
    return { svg: make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title }), width, height };
  }
  const text = (x, y, words, attributes) => make("text", { x, y, ...attributes }, words);
  const ratio = (n, of) => (of === 0n ? 0 : Number((BigInt(n) * 1000000n) / BigInt(of)) / 1000000);

  /* About `wanted` round amounts from 0 to the most. */
  function ticks(most, wanted) {
    const rough = most / BigInt(wanted) || 1n;
    const unit = 10n ** BigInt(rough.toString().length - 1);
    const step = [1n, 2n, 5n, 10n].map((n) => n * unit).find((n) => n >= rough);
    const found = [];
    for (let at = 0n; at <= most; at += step) found.push(at);
    return found;
  }

  function spendingChart(stop, base) {
    const title = say("spending_title");
    const { svg, width, height } = canvas(224, title);
    const now = spending(stop), before = base ? spending(base) : null, limits = ceilings(stop);
    const most = [...now.map((year) => year.total), ...(before || []).map((year) => year.total), ...limits.filter((limit) => limit !== null).map(BigInt), 1n]
      .reduce((a, b) => (a > b ? a : b));
    const plot = { left: 6, right: width - 6, top: 34, bottom: height - 22 };
    const y = (amount) => plot.bottom - ratio(amount, most) * (plot.bottom - plot.top);
    const step = (plot.right - plot.left) / years.length;
    for (const tick of ticks(most, 3)) {
      svg.append(make("line", { class: "grid", x1: plot.left, x2: plot.right, y1: y(tick), y2: y(tick) }));
    }
    years.forEach((year, at) => {
      const middle = plot.left + step * (at + 0.5), wide = Math.min(step * 0.62, 84), left = middle - wide / 2;
      const limit = limits[at];
      let bottom = 0n;
      for (const [category, amount] of now[at].parts) {
        if (amount <= 0n) continue;
        const tall = y(bottom) - y(bottom + amount);
        svg.append(make("rect", { class: "part " + hue(category), x: left, y: y(bottom + amount), width: wide, height: Math.max(0, tall - 0.6) }));
        bottom += amount;
      }
      if (before) svg.append(make("rect", { class: "ghost", x: left - 4, y: y(before[at].total), width: wide + 8, height: plot.bottom - y(before[at].total) }));
      if (limit !== null) svg.append(make("line", { class: "ceiling", x1: middle - step * 0.44, x2: middle + step * 0.44, y1: y(limit), y2: y(limit) }));
      const top = Math.min(y(now[at].total), limit === null ? plot.bottom : y(limit));
      svg.append(text(middle, top - 6, number.short(now[at].total), { class: "figure", "text-anchor": "middle" }));
      svg.append(text(middle, plot.bottom + 15, String(year), { class: "axis", "text-anchor": "middle" }));
    });
    svg.append(make("line", { class: "base", x1: plot.left, x2: plot.right, y1: plot.bottom, y2: plot.bottom }));
    const used = [...new Set(now.flatMap((year) => year.parts.map(([category]) => category)))]
      .sort((a, b) => (a === null) - (b === null) || a - b);
    const key = (className, words) => make("li", {}, make("span", { class: "key " + className, "aria-hidden": "true" }), words);
    const legend = make("ul", { class: "legend" },
      used.map((category) => key("fill " + hue(category), category === null ? say("running") : pick(doc.categories[category].name))),
      limits.some((limit) => limit !== null) ? key("line", say("ceiling")) : null,
      base ? key("box", pick(base.name)) : null);
    const rows = years.map((year, at) => make("tr", {}, make("th", { scope: "row" }, String(year)),
      make("td", {}, number.full(now[at].total)), make("td", {}, limits[at] === null ? "–" : number.full(limits[at])),
      before ? make("td", {}, number.full(before[at].total)) : null));
    const table = make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("year")),
      make("th", { scope: "col" }, say("spending")), make("th", { scope: "col" }, say("ceiling")),
      base ? make("th", { scope: "col" }, say("spending") + ", " + pick(base.name)) : null)), make("tbody", {}, rows));
    return figure("chart-spending", title, filtered() ? say("filtered") : null, svg, legend, table);
  }

  function indexChart(stop, base) {
    if (!doc.schemes.length) return null;
    const scheme = doc.schemes[state.scheme];
    const title = say("index_title", pick(scheme.name));
    const { svg, width, height } = canvas(224, title);
    const line = (one) => [scheme.before, ...one.index[state.scheme]];
    const now = line(stop), before = base ? line(base) : null;
    const all = [...now, ...(before || []), ...scheme.bands.map(([from]) => from), scheme.highest];
    const low = Math.min(...all), high = Math.max(...all);
    const named = scheme.bands.length ? 92 : 10;
    const plot = { left: 10, right: width - named, top: 22, bottom: height - 22 };
    const y = (level) => plot.bottom - ((level - low) / (high - low || 1)) * (plot.bottom - plot.top);
    const x = (at) => plot.left + 16 + (at * (plot.right - plot.left - 40)) / Math.max(1, now.length - 1);
    scheme.bands.forEach(([from, name], at) => {
      const upper = at + 1 < scheme.bands.length ? scheme.bands[at + 1][0] : high;
      svg.append(make("rect", { class: at % 2 ? "band odd" : "band", x: plot.left, y: y(upper), width: plot.right - plot.left, height: y(from) - y(upper) }));
      svg.append(text(plot.right + 6, (y(from) + y(upper)) / 2 + 4, pick(name), { class: "axis" }));
    });
    const path = (levels, className) => {
      svg.append(make("polyline", { class: className, points: levels.map((level, at) => x(at) + "," + y(level)).join(" ") }));
      levels.forEach((level, at) => svg.append(make("circle", { class: className, cx: x(at), cy: y(level), r: 3.4 })));
    };
    if (before) path(before, "curve other");
    path(now, "curve");
    now.forEach((level, at) => {
      const below = before && before[at] > level;
      svg.append(text(x(at), y(level) + (below ? 17 : -9), number.level(level), { class: "figure", "text-anchor": "middle" }));
      svg.append(text(x(at), plot.bottom + 15, at ? String(years[at - 1]) : say("today"), { class: "axis", "text-anchor": "middle" }));
    });
    const choice = doc.schemes.length > 1 ? make("label", { class: "field small inline" }, make("span", {}, say("scheme") + " "),
      make("select", { id: "scheme", on: { change: (event) => { state.scheme = Number(event.target.value); draw(); place("scheme").focus(); } } },
        doc.schemes.map((one, at) => make("option", { value: at, selected: at === state.scheme }, pick(one.name))))) : null;
    const legend = make("ul", { class: "legend" },
      make("li", {}, make("span", { class: "key stroke", "aria-hidden": "true" }), pick(stop.name)),
      base ? make("li", {}, make("span", { class: "key dash", "aria-hidden": "true" }), pick(base.name)) : null,
      choice ? make("li", {}, choice) : null);
    const head = ["", say("today"), ...years.map(String)];
    const row = (one, levels) => make("tr", {}, make("th", { scope: "row" }, pick(one.name)), levels.map((level) => make("td", {}, number.level(level))));
    const table = make("table", {}, make("thead", {}, make("tr", {}, head.map((word) => make("th", { scope: "col" }, word)))),
      make("tbody", {}, row(stop, now), before ? row(base, before) : null));
    return figure("chart-index", title, say("projection"), svg, legend, table);
  }

  /* Value against money: the steps of the frontier, and every scenario as a dot on or below them. */
  function moneyChart(stop, base) {
    const list = steps(), dots = scenarios().filter((one) => one.fates.length && one.money !== null);
    if (list.length + dots.length < 2) return null;
    const title = say(list.length ? "frontier_title" : "scenarios_title");
    const { svg, width, height } = canvas(224, title);
    const points = [...list, ...dots];
    const moneys = points.map((one) => BigInt(one.money)), values = points.map((one) => BigInt(one.value));
    const least = (list) => list.reduce((a, b) => (a < b ? a : b)), greatest = (list) => list.reduce((a, b) => (a > b ? a : b));
    const plot = { left: 8, right: width - 8, top: 14, bottom: height - 34 };
    /* The axes hold what there is, with room below the lowest dot for its name. */
    const axis = (list, below) => { const room = (greatest(list) - least(list)) / 100n || 1n; return [least(list) - room * below, greatest(list) + room * 4n]; };
    const [low, high] = axis(moneys, 8n), [worst, best] = axis(values, 22n);
    const x = (money) => plot.left + ratio(BigInt(money) - low, high - low) * (plot.right - plot.left);
    const y = (value) => plot.bottom - ratio(BigInt(value) - worst, best - worst) * (plot.bottom - plot.top);
    for (const tick of ticks(high, 4).filter((tick) => tick >= low)) {
      svg.append(make("line", { class: "grid", x1: x(tick), x2: x(tick), y1: plot.top, y2: plot.bottom }));
      svg.append(text(x(tick), plot.bottom + 15, number.short(tick), { class: "axis", "text-anchor": x(tick) > plot.right - 30 ? "end" : x(tick) < 30 ? "start" : "middle" }));
    }
    svg.append(make("line", { class: "base", x1: plot.left, x2: plot.right, y1: plot.bottom, y2: plot.bottom }));
    svg.append(text(plot.right, plot.bottom + 29, say("total_ceiling"), { class: "axis", "text-anchor": "end" }));
    if (list.length) {
      const corners = list.flatMap((one) => [[one.money, one.value], [one.until, one.value]]);
      svg.append(make("polyline", { class: "curve", points: corners.map(([money, value]) => x(money) + "," + y(value)).join(" ") }));
    }
    const boxes = dots.map((one) => ({ left: x(one.money) - 6, right: x(one.money) + 6, top: y(one.value) - 6, bottom: y(one.value) + 6 }));
    const chosen = [stop, base].filter(Boolean);
    const label = (one) => {
      const name = pick(one.name).length > 28 ? pick(one.name).slice(0, 27) + "…" : pick(one.name);
      const wide = name.length * 6.2, at = { x: x(one.money), y: y(one.value) };
      const free = [[10, 18, 0], [10, 4, 0], [-10, 4, 1], [-10, 18, 1], [10, -9, 0], [-10, -9, 1], [10, 32, 0], [-10, 32, 1]].map(([dx, dy, end]) =>
        ({ left: at.x + dx - (end ? wide : 0), right: at.x + dx + (end ? 0 : wide), top: at.y + dy - 11, bottom: at.y + dy + 3, x: at.x + dx, y: at.y + dy, end }))
        .find((box) => box.left > 0 && box.right < width && box.top > 0 && box.bottom < plot.bottom &&
          boxes.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom));
      if (!free) return;
      boxes.push(free);
      svg.append(text(free.x, free.y, name, { class: chosen.includes(one) ? "figure" : "axis", "text-anchor": free.end ? "end" : "start" }));
    };
    const dot = (one, className) => svg.append(make("circle", {
      class: className, cx: x(one.money), cy: y(one.value), r: one === stop ? 7 : 5, on: { click: () => go(one.key) },
    }, make("title", {}, pick(one.name))));
    for (const one of dots) dot(one, one === stop ? "dot at" : one === base ? "dot other" : "dot");
    for (const one of chosen.filter((one) => one.key.startsWith("m:"))) dot(one, one === stop ? "dot at" : "dot other");
    for (const one of [...chosen, ...dots.filter((one) => !chosen.includes(one))]) label(one);
    const table = make("table", {}, make("thead", {}, make("tr", {}, [say("stop"), say("ceiling"), say("value"), say("proof")].map((word) => make("th", { scope: "col" }, word)))),
      make("tbody", {}, points.map((one) => make("tr", {}, make("th", { scope: "row" }, pick(one.name)), make("td", {}, number.full(one.money)),
        make("td", {}, number.points(one.value)), make("td", {}, pick(one.proof.badge))))));
    const more = stop.next ? make("p", { class: "next" }, make("strong", {}, say("more_money") + " "), pick(stop.next)) : null;
    return figure("chart-money", title, list.length ? say("frontier_note") : null, svg, more, table);
  }

  // -------------------------------------------------------------------------------------------------- changes
  const span = (fate) => (fate.start === null ? "–" : String(fate.start));
  function opener(at, className) {
    const item = doc.initiatives[at];
    return make("button", { type: "button", class: "open " + (className || ""), "data-open": at, on: { click: () => story(at) } },
      make("span", { class: "id" }, item.id), " ", pick(item.name));
  }
  function showChanges(stop, base) {
    place("changes").hidden = !base;
    if (!base) return fill("changes");
    const groups = changes(base, stop);
    const line = (kind) => ({ at, before, now, saved }) => make("li", {}, opener(at),
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

  // -------------------------------------------------------------------------------------------------- roadmap
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

  function roadmap(stop, base) {
    const rows = (category) => {
      const list = doc.initiatives.map((_, at) => at).filter((at) => doc.initiatives[at].category === category &&
        visible(at, stop, base) && (stop.fates[at].start !== null || (base && base.fates[at].start !== null)));
      const first = (at) => (stop.fates[at].start === null ? base.fates[at].start + 0.5 : stop.fates[at].start);
      list.sort((a, b) => first(a) - first(b) || a - b);
      if (!list.length) return null;
      const funds = list.filter((at) => stop.fates[at].start !== null);
      const sum = funds.reduce((all, at) => all + spentBy(stop.fates[at]), 0n);
      return make("tbody", { class: hue(category) },
        make("tr", { class: "lane" }, make("th", { scope: "rowgroup", colspan: 2 + years.length },
          make("span", { class: "swatch", "aria-hidden": "true" }), pick(doc.categories[category].name),
          make("span", { class: "quiet" }, say("lane", number.count(funds.length), number.short(sum))))),
        list.map((at) => row(at, stop, base)));
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
      make("th", { scope: "row" }, opener(at), kind ? make("span", { class: "chip " + kind }, say("chip_" + kind)) : null,
        make("span", { class: "agency" }, pick(doc.agencies[doc.initiatives[at].agency].short))),
      make("td", { class: "money" }, now.start === null ? "" : number.short(spentBy(now))),
      make("td", { class: "track", colspan: years.length },
        hidden(told + (kind && before.start !== null ? "; " + say("was", span(before)) : "")),
        make("span", { class: "bars", "aria-hidden": "true" },
          kind && before.start !== null ? bar(at, before, "then", "") : null,
          now.start === null ? null : bar(at, now, "now", number.short(spentBy(now))))));
  }

  // ----------------------------------------------------------------------------------------------------- list
  function list(stop, base) {
    const all = doc.initiatives.map((_, at) => at).filter((at) => visible(at, stop, base));
    const out = all.filter((at) => stop.fates[at].start === null), inside = all.filter((at) => stop.fates[at].start !== null);
    const one = (at) => {
      const fate = stop.fates[at], item = doc.initiatives[at];
      const kind = base ? changeOf(base.fates[at], fate) : null;
      return make("tr", {},
        make("th", { scope: "row" }, opener(at), make("span", { class: "agency" }, pick(doc.agencies[item.agency].name))),
        make("td", { class: "when", "data-label": say("start") }, fate.start === null ? say("not_funded") : String(fate.start),
          kind ? make("span", { class: "chip " + kind }, say("chip_" + kind)) : null),
        make("td", { class: "money", "data-label": say("cost") }, fate.start === null ? "–" : number.short(spentBy(fate))),
        make("td", { class: "money", "data-label": say("value") }, fate.start === null ? "–" : number.points(fate.value)),
        make("td", { class: "why", "data-label": say("why") }, fate.why.map(pick).join(" ")));
    };
    const table = (rows) => make("table", { class: "reasons" },
      make("thead", {}, make("tr", {}, [say("initiative"), say("start"), say("cost"), say("value"), say("why")].map((word) => make("th", { scope: "col" }, word)))),
      make("tbody", {}, rows.map(one)));
    const part = (word, rows, open) => (rows.length ? make("details", { class: "part", open }, make("summary", {}, say(word, number.count(rows.length))), table(rows)) : null);
    fill("list",
      make("h2", { id: "list-title" }, say("list_title", pick(stop.name))),
      part("out", out, true), part("in", inside, state.show === "funded"),
      all.length ? null : make("p", { class: "quiet" }, say("no_match")));
    place("matches").textContent = say("matches", number.count(all.length), number.count(doc.initiatives.length));
  }

  // ---------------------------------------------------------------------------------------------------- story
  function story(at) {
    const item = doc.initiatives[at], dialog = place("story");
    const needed = doc.initiatives.map((_, other) => other).filter((other) => doc.initiatives[other].needs.includes(at));
    const linked = (word, others) => (others.length ? [make("dt", {}, say(word)), make("dd", {}, make("ul", { class: "plain" }, others.map((other) => make("li", {}, opener(other)))))] : null);
    const fateRow = (stop) => {
      const fate = stop.fates[at];
      return make("tr", { class: stop.key === state.at ? "current" : "" }, make("th", { scope: "row" }, pick(stop.name)),
        make("td", { class: "when" }, fate ? (fate.start === null ? say("not_funded") : String(fate.start)) : "–"),
        make("td", { class: "money" }, fate && fate.start !== null ? number.short(spentBy(fate)) : "–"),
        make("td", { class: "why" }, fate ? fate.why.map(pick).join(" ") : pick(stop.proof.badge)));
    };
    const places = scenarios();
    if (!places.some((stop) => stop.key === state.at)) places.push(shown());
    fill("story",
      make("div", { class: "story-head" },
        make("div", {}, make("p", { class: "quiet" }, item.id + " · " + pick(doc.categories[item.category].name) + " · " + pick(doc.agencies[item.agency].name)),
          make("h2", { id: "story-title", tabindex: -1 }, pick(item.name))),
        make("button", { type: "button", id: "close", on: { click: () => dialog.close() } }, say("close"))),
      make("h3", {}, say("fate_title")),
      make("table", { class: "reasons" }, make("thead", {}, make("tr", {}, [say("scenario"), say("start"), say("cost"), say("why")].map((word) => make("th", { scope: "col" }, word)))),
        make("tbody", {}, places.map(fateRow))),
      along(at),
      make("h3", {}, say("facts_title")),
      make("dl", { class: "facts" },
        item.facts.map(([key, words]) => [make("dt", {}, say(key)), make("dd", {}, pick(words))]),
        linked("needs", item.needs), linked("needed", needed)));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    place("story-title").focus();
  }

  /* Along the frontier: under which money it is funded. */
  function along(at) {
    const list = steps();
    if (!list.length) return null;
    const on = list.filter((stop) => stop.fates[at].start !== null);
    const least = BigInt(list[0].money), most = BigInt(list[list.length - 1].money);
    const across = (money) => 4 + ratio(BigInt(money) - least, most - least || 1n) * 570;
    const title = on.length ? say("along_from", number.long(on[0].money), number.count(on.length), number.count(list.length)) : say("along_never");
    const svg = make("svg", { viewBox: "0 0 600 34", role: "img", "aria-label": title, class: "along" });
    list.forEach((stop, place) => {
      const from = across(stop.money), until = place + 1 < list.length ? across(list[place + 1].money) : 597;
      svg.append(make("rect", { class: stop.fates[at].start === null ? "off" : "on " + hue(doc.initiatives[at].category), x: from, y: 6, width: Math.max(1, until - from - 0.8), height: 12 }));
      if (stop.key === state.at) svg.append(make("rect", { class: "here", x: from - 1, y: 2, width: Math.max(3, until - from + 1), height: 20 }));
    });
    svg.append(text(4, 32, number.short(least), { class: "axis" }), text(596, 32, number.short(most), { class: "axis", "text-anchor": "end" }));
    return [make("h3", {}, say("along_title")), make("p", {}, title), svg];
  }

  // ---------------------------------------------------------------------------------------------------- proof
  function proof() {
    const row = (stop) => make("tr", { class: stop.key === state.at ? "current" : stop.key.startsWith("m:") ? "step" : "" },
      make("th", { scope: "row" }, pick(stop.name)),
      make("td", {}, make("span", { class: "badge " + stop.proof.status }, pick(stop.proof.badge))),
      make("td", {}, stop.proof.bounds ? pick(stop.proof.bounds) : "–"),
      make("td", { class: "file" }, stop.proof.file, make("code", {}, stop.proof.sha256)));
    fill("proof",
      make("h2", { id: "proof-title" }, say("proof_title")),
      make("p", {}, say("proof_means")),
      make("p", {}, say("proof_check")),
      doc.profile ? make("p", {}, pick(doc.profile)) : null,
      make("details", { id: "proofs" }, make("summary", {}, say("proof_list", number.count(stops.size))),
        make("table", { class: "proofs" }, make("thead", {}, make("tr", {}, [say("stop"), say("proof"), say("bounds"), say("file")].map((word) => make("th", { scope: "col" }, word)))),
          make("tbody", {}, scenarios().map(row), steps().map(row)))),
      make("p", { class: "quiet" }, say("inputs") + " ", make("code", {}, doc.case.inputs)));
    fill("foot", make("p", {}, say("made_by", doc.version)), make("p", {}, say("licences")));
  }

  // --------------------------------------------------------------------------------------------------- drawing
  function paint() {
    if (state.theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = state.theme;
  }
  function marks(stop) {
    for (const input of document.querySelectorAll("input[name=stop]")) input.checked = input.value === stop.key;
    const range = place("money"), list = steps();
    if (range && list.length) {
      const money = stop.money === null ? 0n : BigInt(stop.money);
      let at = list.findIndex((one) => one.key === stop.key);
      if (at < 0) at = Math.max(0, list.filter((one) => BigInt(one.money) <= money).length - 1);
      range.value = at;
      const on = stop.key.startsWith("m:"), last = list[list.length - 1];
      const told = on ? say("slide_at", number.long(list[at].money), number.count(funded(list[at])))
        : say("slide_range", number.short(list[0].money), number.short(last.money));
      range.setAttribute("aria-valuetext", told);
      range.classList.toggle("off", !on);
      place("money-now").textContent = told;
    }
    const other = against();
    const select = place("against");
    select.value = other ? other.key : state.to === "auto" ? doc.base : state.to;
    place("swap").disabled = !other;
  }
  let saying = 0;
  function announce(words) {
    clearTimeout(saying);
    saying = setTimeout(() => { place("live").textContent = words; }, 350);
  }
  function remember() {
    const parts = new URLSearchParams({ at: state.at, to: state.to, lang: state.lang });
    try { history.replaceState(null, "", "#" + parts); } catch { /* some viewers keep no address */ }
  }

  function draw() {
    const stop = shown(), base = against(), planned = stop.fates.length > 0;
    marks(stop);
    answer(stop, base);
    fill("charts", planned ? [moneyChart(stop, base), spendingChart(stop, base), indexChart(stop, base)] : moneyChart(stop, base));
    showChanges(stop, base);
    for (const id of ["filters", "roadmap", "list"]) place(id).hidden = !planned;
    if (planned) { roadmap(stop, base); list(stop, base); }
    proof();
    announce(pick(stop.name) + ". " + pick(stop.headline) + ". " + pick(stop.proof.badge));
    remember();
  }

  /* Where the address says which stop to show. */
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    if (stops.has(parts.get("at"))) state.at = parts.get("at");
    if (stops.has(parts.get("to")) || parts.get("to") === "none") state.to = parts.get("to");
    if (parts.get("lang") in doc.words) state.lang = parts.get("lang");
  }

  recall();
  paint();
  controls();
  draw();
  /* On paper nothing is folded away that was open to reading. */
  const folded = [];
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll(".part:not([open])")) { one.open = true; folded.push(one); }
  });
  window.addEventListener("afterprint", () => folded.splice(0).forEach((one) => { one.open = false; }));
  let wide = window.innerWidth;
  window.addEventListener("resize", () => { if (window.innerWidth !== wide) { wide = window.innerWidth; draw(); } });
  place("story").addEventListener("click", (event) => { if (event.target === place("story")) place("story").close(); });

  /* For plans that arrive later (`petajalan serve`) and for tests. */
  window.petajalan = Object.freeze({
    receive: (part) => { receive(part); controls(); draw(); },
    go, state: () => ({ ...state }), number,
  });
})();
