/* Controls: the head, the choice of a stop and what it is compared with, the filters. */

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
      make("p", { class: "name" }, pick(doc.case.name)),
      doc.case.findings.length ? make("p", { class: "found" }, make("a", { href: "#findings", on: { click: toFindings } }, say("findings_link", pick(doc.case.found)))) : null),
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

/* The address keeps what is shown, so the link only moves there. */
function toFindings(event) {
  event.preventDefault();
  place("findings").scrollIntoView();
  place("findings").focus({ preventScroll: true });
}

function cards() {
  const many = scenarios().length > 6;
  const card = (stop) => make("label", { class: "card" },
    make("input", {
      type: "radio", name: "stop", id: "stop-" + stop.key, value: stop.key, checked: stop.key === state.at,
      on: { change: () => go(stop.key) },
    }),
    make("span", { class: "card-name" }, pick(stop.name)),
    make("span", { class: "card-money" }, stop.money === null ? "" : number.short(stop.money)),
    make("span", { class: "card-sub" }, stop.fates.length
      ? say(many ? "funded_short" : "funded_of", number.count(funded(stop)), number.count(doc.initiatives.length)) : pick(stop.proof.badge)));
  return make("fieldset", { class: many ? "cards many" : "cards" }, make("legend", { class: "sr" }, say("choose_scenario")), scenarios().map(card));
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
  if (scenarios().filter((stop) => stop.fates.length).length + list.length < 2) return null;
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
