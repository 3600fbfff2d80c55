/* Wishes: what they are, in the form the server takes them, and in words. */

const kindOf = (wish) => Object.keys(wish)[0];
/* What a wish is about: of two wishes about the same the later one counts. */
function subject(wish) {
  const [kind, what] = Object.entries(wish)[0];
  if (kind === "start") return "who " + what.id;
  if (kind === "must" || kind === "without") return "who " + what;
  if (kind === "agency") return "agency " + what.agency;
  if (kind === "off") return "off " + what.rules + " " + (what.id || "");
  if (kind === "ceiling" || kind === "ceiling-of" || kind === "fund-of") return [kind, what.id || what.fund || "", what.year].join(" ");
  return kind;
}
const idOf = (wish) => (subject(wish).startsWith("who ") ? subject(wish).slice(4) : null);
const reasonOf = (wish) => (idOf(wish) && question.reasons[idOf(wish)]) || "";

function addWish(wish) {
  question.wishes = question.wishes.filter((held) => subject(held) !== subject(wish)).concat([wish]);
  changed();
}
function dropWish(about) {
  question.wishes = question.wishes.filter((held) => subject(held) !== about);
  changed();
}
function removeWish(at) {
  const [gone] = question.wishes.splice(at, 1);
  if (idOf(gone)) delete question.reasons[idOf(gone)];
  changed();
  const next = place("remove-" + Math.min(at, question.wishes.length - 1)) || place("whatif-base");
  next.focus();
}
/* Whether the scenario asked about has what the wish speaks of. */
function isKnown(wish) {
  const [kind, what] = Object.entries(wish)[0], own = panelOf();
  if (kind === "off") {
    const found = own.rules.find((one) => one.rules === what.rules);
    return Boolean(found) && (!what.id || found.ids.some((one) => one.id === what.id));
  }
  if (kind === "agency") return own.agencies.some((one) => one.id === what.agency);
  const row = { ceiling: "ceiling", "ceiling-of": "ceiling-of", "fund-of": "fund" }[kind];
  if (row) return own.limits.some((one) => one.kind === row && (row === "ceiling" || one.id === (what.id || what.fund)));
  return true;
}

function wishWords(wish) {
  const [kind, what] = Object.entries(wish)[0];
  const item = (id) => doc.initiatives.find((one) => one.id === id);
  const name = (id) => id + " " + (item(id) ? pick(item(id).name) : "");
  const row = (of, id) => { const found = limitRows().find((one) => one.kind === of && (of === "ceiling" || one.id === id)); return found ? pick(found.name) : id; };
  switch (kind) {
    case "start": return say("wish_start", name(what.id), what.year);
    case "must": return say("wish_must", name(what));
    case "without": return say("wish_without", name(what));
    case "ceiling": return say("wish_limit", row("ceiling", ""), what.year, number.long(what.limit));
    case "ceiling-of": return say("wish_limit", row("ceiling-of", what.id), what.year, number.long(what.limit));
    case "fund-of": return say("wish_limit", row("fund", what.fund), what.year, number.long(what.limit));
    case "agency": return say("wish_agency", pick(doc.agencies.find((one) => one.id === what.agency).name), number.long(what.limit), MINUS + decimal(BigInt(shares.get(what.agency)), 2, 2, true));
    case "scale": return say("wish_scale", (what < 10000 ? MINUS : "+") + decimal(BigInt(what - 10000), 2, 2, true));
    case "weights": return say("wish_weights", live.criteria.map((one) => pick(one.name) + " " + decimal(BigInt(what[one.id] || 0), 4, 1, true) + " %").join(" · "));
    case "off": {
      const found = panelOf().rules.find((one) => one.rules === what.rules);
      const one = found && what.id ? found.ids.find((held) => held.id === what.id) : null;
      return one ? say("wish_off_one", pick(one.name)) : say("wish_off", found ? pick(found.name) : what.rules);
    }
    default: return kind;
  }
}

/* Limits. */
const scaleNow = () => (question.wishes.find((wish) => kindOf(wish) === "scale") || { scale: 10000 }).scale;
const scaledLimit = (limit) => (BigInt(limit) * BigInt(scaleNow())) / 10000n;
function limitWish(row, at, limit) {
  const year = years[at];
  if (row.kind === "ceiling") return { ceiling: { year, limit } };
  return row.kind === "fund" ? { "fund-of": { fund: row.id, year, limit } } : { "ceiling-of": { id: row.id, year, limit } };
}
function limitNow(row, at) {
  const about = subject(limitWish(row, at, 0));
  const wish = question.wishes.find((held) => subject(held) === about);
  return wish ? Object.values(wish)[0].limit : scaledLimit(row.years[at]);
}
function changeLimit(row, at, input) {
  const amount = readAmount(input.value);
  input.setAttribute("aria-invalid", String(amount === null));
  complain("limits", amount === null ? say("not_an_amount", input.value, written(row.years[at])) : "");
  if (amount === null) return;
  const wish = limitWish(row, at, amount);
  if (BigInt(amount) === scaledLimit(row.years[at])) dropWish(subject(wish));
  else addWish(wish);
}
function setScale(share) {
  if (share === 10000) dropWish("scale");
  else addWish({ scale: share });
}
function changeScale(input) {
  const percent = Number(input.value);
  const sound = input.value !== "" && percent >= -90 && percent <= 400;
  input.setAttribute("aria-invalid", String(!sound));
  complain("limits", sound ? "" : say("not_a_share"));
  if (sound) setScale(10000 + Math.round(percent * 100));
}

/* An initiative; what the scenario itself decides about it is put aside first. */
function addForced() {
  const given = place("who").value.trim(), id = given.split(" · ")[0].trim().toLowerCase();
  const item = doc.initiatives.find((one) => one.id.toLowerCase() === id) || doc.initiatives.find((one) => pick(one.name).toLowerCase() === given.toLowerCase());
  place("who").setAttribute("aria-invalid", String(!item));
  complain("initiative", item ? "" : say("no_such_initiative", given));
  if (!item) { place("who").focus(); return; }
  const how = place("how").value, reason = place("reason").value.trim();
  const wish = how === "must" ? { must: item.id } : how === "without" ? { without: item.id } : { start: { id: item.id, year: Number(how) } };
  if (reason) question.reasons[item.id] = reason;
  else delete question.reasons[item.id];
  for (const rules of ["forced-in", "forced-out"]) {
    const held = panelOf().rules.find((one) => one.rules === rules);
    const off = { off: { rules, id: item.id } };
    if (held && held.ids.some((one) => one.id === item.id) && !question.wishes.some((one) => subject(one) === subject(off))) question.wishes.push(off);
  }
  place("who").value = ""; place("reason").value = "";
  addWish(wish);
  place("who").focus();
}

/* What an agency gets less than by the plan without changes, in hundredths of a percent, by its id. */
const shares = new Map();
/* The server takes an amount, rounded down as `whatif` does; it follows the scenario that is asked about. */
function shareWish(id) {
  const { given } = panelOf().agencies.find((one) => one.id === id);
  return { agency: { agency: id, limit: Number((BigInt(given) * BigInt(10000 - shares.get(id))) / 10000n) } };
}
const asShare = (wish) => (kindOf(wish) === "agency" ? shareWish(wish.agency.agency) : wish);
function addShare() {
  const input = place("less"), share = Math.round(Number(input.value) * 100);
  const sound = share > 0 && share <= 10000;
  input.setAttribute("aria-invalid", String(!sound));
  complain("agency", sound ? "" : say("not_a_cut"));
  if (!sound) { input.focus(); return; }
  const id = place("payer").value;
  shares.set(id, share);
  addWish(shareWish(id));
}

/* Weights, in millionths that add up to a million: what is left over goes to the largest remainders. */
const weightsNow = () => (question.wishes.find((wish) => kindOf(wish) === "weights") || { weights: panelOf().weights }).weights;
function changeWeights() {
  const points = live.criteria.map((one) => Number(place("weight-" + one.id).value));
  const sum = points.reduce((all, one) => all + one, 0);
  const sound = points.every((one) => one >= 0 && one <= 100) && sum > 0;
  complain("weights", sound ? "" : say("not_weights"));
  if (!sound) return;
  const exact = points.map((one) => (one / sum) * 1000000), whole = exact.map(Math.floor);
  const order = exact.map((_, at) => at).sort((a, b) => (exact[b] - whole[b]) - (exact[a] - whole[a]) || a - b);
  const left = 1000000 - whole.reduce((all, one) => all + one, 0);
  for (let at = 0; at < left; at += 1) whole[order[at % order.length]] += 1;
  const weights = Object.fromEntries(live.criteria.map((one, at) => [one.id, whole[at]]));
  const same = live.criteria.every((one) => Math.abs(weights[one.id] - panelOf().weights[one.id]) <= 1);
  if (same) dropWish("weights");
  else addWish({ weights });
}
