/* The whole story of one initiative. */

function story(at) {
  const item = doc.initiatives[at], dialog = place("story");
  const needed = doc.initiatives.map((_, other) => other).filter((other) => doc.initiatives[other].needs.includes(at));
  const linked = (word, others) => (others.length ? [make("dt", {}, say(word)), make("dd", {}, make("ul", { class: "plain" }, others.map((other) => make("li", {}, openButton(other)))))] : null);
  const fateRow = (stop) => {
    const fate = stop.fates[at];
    return make("tr", { class: stop.key === state.at ? "current" : "" }, make("th", { scope: "row" }, pick(stop.name)),
      make("td", { class: "when" }, fate ? (fate.start === null ? say("not_funded") : String(fate.start)) : "–"),
      make("td", { class: "money" }, fate && fate.start !== null ? number.short(spentBy(fate)) : "–"),
      make("td", { class: "why" }, fate ? fate.why.map((line) => make("p", {}, pick(line))) : pick(stop.proof.badge)));
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
