/* The answer: what the plan does, its proof, its figures. */

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
    stop.lines.length ? make("ul", { class: "lines" }, stop.lines.map((line) => make("li", { class: /^\s*-/.test(pick(line)) ? "rule" : "" }, pick(line).replace(/^\s*-\s*/, "")))) : null,
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
  /* Points by other weights do not compare: the value stands alone, with why. */
  const worth = () => {
    if (base && base.measure !== stop.measure) return make("div", {}, make("dt", {}, say("value")), make("dd", {}, number.points(stop.value)), make("dd", { class: "other" }, say("other_measure")));
    return row(say("value"), number.points(stop.value), base ? number.points(base.value) : undefined, base ? more(stop.value, base.value, number.points) : undefined);
  };
  const more = (now, before, show) => number.change(now - before, show(now - before));
  return make("dl", { class: "figures" },
    money(say("ceiling"), (one) => one.money),
    money(say("spending"), total),
    row(say("funded"), say("of", number.count(funded(stop)), number.count(doc.initiatives.length)),
      base ? number.count(funded(base)) : undefined, base ? more(funded(stop), funded(base), (n) => (n < 0 ? MINUS : "") + number.count(Math.abs(n))) : undefined),
    worth(),
    doc.schemes.length ? row(say("index", pick(doc.schemes[0].name), years[last]), number.level(stop.index[0][last]),
      base ? number.level(base.index[0][last]) : undefined, base ? more(stop.index[0][last], base.index[0][last], number.level) : undefined) : null,
    BigInt(stop.after) || (base && BigInt(base.after)) ? money(say("after", years[last] + 1), (one) => one.after) : null);
}
