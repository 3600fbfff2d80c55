/* The panel of questions of a served page. It stands before the answer; `receive` shows what comes back as one more stop.
 *
 * Files of this folder follow those of assets/room/script in the same block. This one: what is asked, and the panel's frame.
 */

const live = doc.live;
const KEY = "q:";
const question = { scenario: doc.base.slice(2), wishes: [], reasons: {}, number: 0 };
/* What the search says, as pairs of texts. */
const told = { state: "idle", status: null, note: null };
const pageId = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

const panelOf = () => live.panels[question.scenario];
const baseStop = () => stops.get("s:" + question.scenario);

const panel = make("section", { id: "whatif", class: "whatif", "aria-labelledby": "whatif-title" });
document.getElementById("main").before(panel);

/* Everything of the panel; what is open and what has the keyboard stays. */
function showPanel() {
  const open = new Set([...panel.querySelectorAll("details[open]")].map((one) => one.id));
  const focus = panel.contains(document.activeElement) ? document.activeElement.id : null;
  const typed = new Map([...panel.querySelectorAll("[data-keep]")].map((one) => [one.id, one.value]));
  panel.replaceChildren(...[head(), asked(), tools()].flat());
  for (const one of panel.querySelectorAll("details")) one.open = open.has(one.id);
  for (const [id, value] of typed) {
    const one = place(id);
    if (!one) continue;
    one.value = value;
    /* What was chosen may not be there in another scenario. */
    if (one.selectedIndex < 0) one.selectedIndex = 0;
  }
  if (focus && place(focus)) place(focus).focus();
  showStatus();
}

function head() {
  const option = (stop) => make("option", { value: stop.key.slice(2), selected: stop.key === "s:" + question.scenario }, pick(stop.name));
  return make("div", { class: "whatif-head" },
    make("h2", { id: "whatif-title" }, say("whatif_title")),
    make("div", { class: "field" }, make("label", { for: "whatif-base" }, say("whatif_base")),
      make("select", { id: "whatif-base", on: { change: (event) => rebase(event.target.value) } }, scenarios().map(option))));
}

/* Another scenario is asked about: wishes that it knows stay. */
function rebase(id) {
  question.scenario = id;
  question.wishes = question.wishes.filter(isKnown).map(asShare);
  state.to = "auto";
  changed();
}

/* What is asked now, and what came of it. */
function asked() {
  const wish = (one, at) => make("li", {}, make("span", {}, wishWords(one)), reasonOf(one) ? make("span", { class: "quiet" }, " · " + reasonOf(one)) : null,
    make("button", { type: "button", id: "remove-" + at, class: "remove", "aria-label": say("remove", wishWords(one)), on: { click: () => removeWish(at) } }, "×"));
  const none = make("p", { class: "quiet" }, say("whatif_none"));
  return make("div", { class: "asked" },
    question.wishes.length ? make("ul", { id: "wishes", class: "chips" }, question.wishes.map(wish)) : none,
    make("p", { id: "status", class: "status", role: "status" }),
    make("p", { id: "difference", class: "difference" }),
    question.wishes.length ? make("div", { class: "buttons" },
      make("button", { type: "button", id: "see", on: { click: seeAnswer } }, say("see_answer")),
      make("button", { type: "button", id: "see-base", on: { click: () => go("s:" + question.scenario) } }, say("see_base")),
      make("button", { type: "button", id: "clear-wishes", on: { click: () => { question.wishes = []; question.reasons = {}; changed(); place("whatif-base").focus(); } } }, say("clear_wishes"))) : null);
}
function showStatus() {
  const status = place("status");
  status.className = "status " + told.state;
  const before = told.state === "searching" && stops.has(KEY) && told.shown !== question.number && state.at === KEY;
  status.textContent = (told.status ? pick(told.status) : "") + (before ? " " + say("still_before") : "");
  place("difference").textContent = told.note ? pick(told.note) : "";
}
function seeAnswer() {
  if (!stops.has(KEY)) return;
  go(KEY);
  place("answer").scrollIntoView({ block: "start" });
  place("answer").focus({ preventScroll: true });
}

/* The tools: a button for each, and below them the one that is open; the others keep what was typed. */
let openTool = "";
function tools() {
  const all = [["ceilings", ceilingsTool()], ["initiative", initiativeTool()], ["agency", agencyTool()], ["weights", weightsTool()], ["rules", rulesTool()], ["save", saveTool()]]
    .filter(([, body]) => body);
  const button = ([name]) => make("button", {
    type: "button", id: "tool-" + name, class: "tool", "aria-expanded": String(openTool === name), "aria-controls": "body-" + name,
    on: { click: () => openOne(openTool === name ? "" : name) },
  }, say("tool_" + name));
  const body = ([name, parts]) => make("div", { id: "body-" + name, class: "tool-body", role: "group", "aria-labelledby": "tool-" + name, hidden: openTool !== name }, parts);
  return [make("div", { class: "tools-row" }, make("div", { class: "tool-buttons" }, all.map(button)), all.map(body))];
}
function openOne(name) {
  openTool = name;
  for (const button of panel.querySelectorAll(".tool")) {
    const open = button.id === "tool-" + name;
    button.setAttribute("aria-expanded", String(open));
    place(button.getAttribute("aria-controls")).hidden = !open;
  }
}

/* Ceilings: a row for every limit, a column for every year, in whole millions where all of them are. */
function limitRows() { return panelOf().limits; }
function moneyStep() {
  const size = ten(doc.currency.decimals + 6);
  const all = limitRows().flatMap((row) => row.years).filter((limit) => limit !== null).map(BigInt);
  return all.length && all.every((limit) => limit % (size / 1000n) === 0n && (limit === 0n || limit >= size)) ? 2 : 0;
}
const unitName = () => doc.currency.sign.trim() + (moneyStep() ? doc.numbers[state.lang].long[2] : "");
const places = () => doc.currency.decimals + 3 * moneyStep();
const written = (limit) => decimal(BigInt(limit), places(), places(), true);
/* A number as the language writes it, in the smallest unit; null where it is none. */
function readAmount(text) {
  const style = doc.numbers[state.lang], trimmed = text.replace(/\s/g, "");
  const [whole, part = "", more] = trimmed.split(style.point);
  const groups = whole.split(style.group);
  const sound = groups.every((group, at) => /^\d+$/.test(group) && (groups.length === 1 || (at ? group.length === 3 : group.length <= 3)));
  if (more !== undefined || !sound || !/^\d*$/.test(part) || part.length > places()) return null;
  const amount = BigInt(groups.join("") + part.padEnd(places(), "0"));
  return amount < 2n ** 53n ? Number(amount) : null;
}

function ceilingsTool() {
  const [main, others] = [limitRows().filter((row) => row.kind !== "ceiling-of"), limitRows().filter((row) => row.kind === "ceiling-of")];
  const cell = (row, at) => {
    const limit = row.years[at];
    if (limit === null) return make("td", { class: "quiet" }, "–");
    const id = ["limit", row.kind, row.id, years[at]].join("-");
    const now = limitNow(row, at);
    const input = make("input", {
      id, type: "text", inputmode: "decimal", autocomplete: "off", value: written(now),
      class: BigInt(now) === BigInt(limit) ? "" : "other", "aria-label": say("limit_of", pick(row.name), years[at], unitName()),
      on: { change: (event) => changeLimit(row, at, event.target) },
    });
    return make("td", {}, input);
  };
  const line = (row) => make("tr", {}, make("th", { scope: "row" }, pick(row.name)), years.map((_, at) => cell(row, at)));
  const table = (rows) => make("div", { class: "wide" }, make("table", { class: "limits" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, unitName()), years.map((year) => make("th", { scope: "col" }, String(year))))),
    make("tbody", {}, rows.map(line))));
  if (!limitRows().length) return null;
  const share = scaleNow();
  const scale = make("div", { class: "field row-field" }, make("label", { for: "scale" }, say("scale")),
    make("input", { id: "scale", type: "number", min: -90, max: 400, step: 1, value: (share - 10000) / 100, on: { change: (event) => changeScale(event.target) } }), "%",
    [-40, -20, -10, 10, 20].map((by) => make("button", { type: "button", id: "scale" + by, on: { click: () => setScale(10000 + 100 * by) } }, (by > 0 ? "+" : MINUS) + Math.abs(by) + " %")));
  return [make("p", { class: "quiet" }, say("scale_note")), scale, table(main),
    others.length ? make("details", { id: "other-ceilings" }, make("summary", {}, say("other_ceilings", number.count(others.length))), table(others)) : null,
    complaint("limits")];
}

/* One initiative: in, out, or from a year on, and why. */
function initiativeTool() {
  const list = make("datalist", { id: "initiatives" }, doc.initiatives.map((item) => make("option", { value: item.id + " · " + pick(item.name) })));
  const start = (year) => make("option", { value: String(year) }, say("start_in", year));
  return [make("div", { class: "fields" },
    make("div", { class: "field grow" }, make("label", { for: "who" }, say("who")),
      make("input", { id: "who", type: "text", list: "initiatives", autocomplete: "off", placeholder: say("who_hint"), "data-keep": "" }), list),
    make("div", { class: "field" }, make("label", { for: "how" }, say("how")),
      make("select", { id: "how", "data-keep": "" }, make("option", { value: "must" }, say("how_must")), make("option", { value: "without" }, say("how_without")), years.map(start))),
    make("div", { class: "field grow" }, make("label", { for: "reason" }, say("reason")),
      make("input", { id: "reason", type: "text", maxlength: 300, autocomplete: "off", "data-keep": "", on: { keydown: (event) => { if (event.key === "Enter") addForced(); } } })),
    make("button", { type: "button", id: "add-forced", class: "main", on: { click: addForced } }, say("add"))), complaint("initiative")];
}

/* An agency: so many percent less than the plan without changes gives it. */
function agencyTool() {
  const given = panelOf().agencies;
  if (!given.length) return null;
  const option = (one) => make("option", { value: one.id }, say("agency_given", pick(one.name), number.long(one.given)));
  return [make("p", { class: "quiet" }, say("agency_note")),
    make("div", { class: "fields" },
      make("div", { class: "field grow" }, make("label", { for: "payer" }, say("agency")),
        make("select", { id: "payer", "data-keep": "" }, given.map(option))),
      make("div", { class: "field" }, make("label", { for: "less" }, say("less")),
        make("input", { id: "less", type: "number", min: 0, max: 100, step: "any", value: 10, "data-keep": "", "aria-describedby": "wrong-agency", on: { keydown: (event) => { if (event.key === "Enter") addShare(); } } })),
      make("button", { type: "button", id: "add-share", class: "main", on: { click: addShare } }, say("add"))), complaint("agency")];
}

/* Weights: points of each criterion, brought to a sum of 100 %. */
function weightsTool() {
  const weights = panelOf().weights;
  if (!weights) return null;
  const now = weightsNow();
  const row = (criterion) => make("tr", {}, make("th", { scope: "row" }, make("label", { for: "weight-" + criterion.id }, pick(criterion.name))),
    make("td", {}, make("input", {
      id: "weight-" + criterion.id, type: "number", min: 0, max: 100, step: "any", value: String(now[criterion.id] / 10000),
      on: { change: changeWeights },
    })), make("td", { class: "quiet number" }, decimal(BigInt(weights[criterion.id]), 4, 1, true) + " %"));
  return [make("p", { class: "quiet" }, say("weights_note")),
    make("table", { class: "weights" }, make("thead", {}, make("tr", {}, [say("criterion"), say("points"), say("weight_before")].map((word) => make("th", { scope: "col" }, word)))),
      make("tbody", {}, live.criteria.map(row))),
    complaint("weights")];
}

/* Rules: a class of them, or one. */
function rulesTool() {
  const kinds = panelOf().rules;
  if (!kinds.length) return null;
  const cut = (text) => (text.length > 90 ? text.slice(0, 88) + "…" : text);
  const group = (kind) => make("optgroup", { label: capital(pick(kind.name)) },
    make("option", { value: JSON.stringify({ rules: kind.rules }) }, say("all_of", pick(kind.name), number.count(kind.count))),
    kind.ids.map((one) => make("option", { value: JSON.stringify({ rules: kind.rules, id: one.id }) }, one.id + ": " + cut(pick(one.name)))));
  return [make("p", { class: "quiet" }, say("rules_note")),
    make("div", { class: "fields" }, make("div", { class: "field grow" }, make("label", { for: "rule" }, say("rule")),
      make("select", { id: "rule", "data-keep": "" }, kinds.map(group))),
    make("button", { type: "button", id: "add-off", class: "main", on: { click: () => addWish({ off: JSON.parse(place("rule").value) }) } }, say("switch_off")))];
}
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/* What is wrong with a field, beside it. */
function complaint(name) { return make("p", { id: "wrong-" + name, class: "wrong", role: "alert" }); }
function complain(name, words) {
  const line = place("wrong-" + name);
  if (line) line.textContent = words;
}

/* The room's own buttons switch the language; the panel follows. */
let spoken = state.lang;
new MutationObserver(() => {
  if (spoken === state.lang) return;
  spoken = state.lang;
  showPanel();
}).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
