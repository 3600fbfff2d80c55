/* Charts: a picture for the eyes, its numbers as a table for everyone. */

/* A chart with its title, its picture for the eyes and its numbers as a table for everyone. */
function figure(id, title, note, picture, legend, table) {
  return make("figure", { class: "chart", id },
    make("figcaption", {}, make("h2", {}, title), note ? make("p", { class: "quiet" }, note) : null),
    picture, legend,
    make("details", {}, make("summary", {}, say("numbers")), table));
}
let chartCount = 3;
/* A picture as wide as its column, so that its letters are as large as the others on the page. */
function canvas(height, title) {
  const all = place("charts").clientWidth, columns = Math.max(1, Math.min(chartCount, Math.floor((all + 16) / 301)));
  const width = Math.max(260, Math.min(640, Math.floor((all - 16 * (columns - 1)) / columns) - 36));
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
    const aside = below && at + 1 < now.length;
    svg.append(text(x(at) + (aside ? 4 : 0), y(level) + (below ? 17 : -9), number.level(level), { class: "figure", "text-anchor": aside ? "start" : "middle" }));
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

const dotted = () => scenarios().filter((one) => one.fates.length && one.money !== null);
const hasMoneyChart = () => steps().length + dotted().length > 1;
/* Value against money: the steps of the frontier, and every scenario as a dot on or below them. */
function moneyChart(stop, base) {
  if (!hasMoneyChart()) return null;
  const list = steps(), dots = dotted();
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
  /* What has no plan, or no ceiling, has no place here. */
  const chosen = [stop, base].filter((one) => one && one.value !== null && one.money !== null);
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
