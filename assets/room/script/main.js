/* Proofs, drawing it all, and what the outside may ask for. */

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

/* What was found in the inputs and can change a number; hidden where there is nothing. */
function findings() {
  const found = doc.case.findings, defaults = doc.case.defaults;
  place("findings").hidden = !found.length && !defaults.length;
  const row = (one) => make("tr", {},
    make("th", { scope: "row" }, pick(one.kind)),
    make("td", {}, pick(one.sentence)),
    make("td", { class: "places" }, one.places.map(pick).join("; ")));
  fill("findings",
    make("h2", { id: "findings-title" }, say("findings_title")),
    found.length ? make("p", {}, say("findings_means", pick(doc.case.found))) : null,
    found.length ? make("table", { class: "proofs" },
      make("thead", {}, make("tr", {}, [say("findings_kind"), say("findings_what"), say("findings_where")].map((word) => make("th", { scope: "col" }, word)))),
      make("tbody", {}, found.map(row))) : null,
    defaults.length ? make("details", { id: "defaults" }, make("summary", {}, say("findings_defaults", number.count(defaults.length))),
      make("ul", {}, defaults.map((one) => make("li", {}, make("code", {}, one))))) : null);
}

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
  if (!select) return;
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
  chartCount = (hasMoneyChart() ? 1 : 0) + (planned ? 1 + (doc.schemes.length ? 1 : 0) : 0);
  answer(stop, base);
  fill("charts", planned ? [moneyChart(stop, base), spendingChart(stop, base), indexChart(stop, base)] : moneyChart(stop, base));
  showChanges(stop, base);
  for (const id of ["filters", "roadmap", "list"]) place(id).hidden = !planned;
  if (planned) { roadmap(stop, base); list(stop, base); }
  findings();
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
