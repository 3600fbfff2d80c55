/* Keeping a question as a new scenario of the case. */

const FIELDS = ["id", "name", "by", "basis"];

function saveTool() {
  if (!live.writable) return make("p", {}, say("save_not_here"));
  const field = (key, size) => make("div", { class: "field" + (size ? " grow" : "") }, make("label", { for: "save-" + key }, say("save_" + key)),
    make("input", { id: "save-" + key, type: "text", maxlength: 200, autocomplete: "off", required: true, "data-keep": "", "aria-describedby": "wrong-" + key }), complaint(key));
  return [make("p", { class: "quiet" }, say("save_note")),
    make("div", { class: "fields" }, field("id"), field("name", true), field("by"), field("basis", true),
      make("button", { type: "button", id: "save", class: "main", on: { click: save } }, say("save"))),
    complaint("save"), make("p", { id: "saved", class: "saved", role: "status" })];
}

async function save() {
  for (const key of [...FIELDS, "save"]) complain(key, "");
  for (const key of FIELDS) place("save-" + key).removeAttribute("aria-invalid");
  place("saved").textContent = "";
  place("save").disabled = true;
  try {
    const more = Object.fromEntries(FIELDS.map((key) => [key, place("save-" + key).value.trim()]));
    const answer = await fetch("/save", { method: "POST", headers: headers(), body: JSON.stringify({ ...body(), save: more }) });
    const found = await answer.json();
    if (!answer.ok) { wrong(found.findings); return; }
    live.panels[found.id] = found.panel;
    Object.assign(question, { scenario: found.id, wishes: [], reasons: {} });
    clearTimeout(waiting);
    for (const key of FIELDS) place("save-" + key).value = "";
    receive(found.part);
    stops.delete(KEY);
    Object.assign(state, { at: "s:" + found.id, to: "auto" });
    Object.assign(told, { state: "idle", status: null, note: null });
    controls(); draw(); showPanel();
    place("saved").textContent = pick(found.said);
  } catch {
    complain("save", pick(live.gone));
  } finally {
    place("save").disabled = false;
  }
}

/* Each finding beside the field it names; the others together. */
function wrong(findings) {
  const others = [];
  for (const one of findings) {
    const words = pick(one.message) + (one.help ? " " + pick(one.help) : "");
    const key = FIELDS.find((name) => one.field === "save." + name);
    if (key) { complain(key, words); place("save-" + key).setAttribute("aria-invalid", "true"); } else others.push((one.place ? one.place + ": " : "") + words);
  }
  complain("save", others.join(" "));
  const first = FIELDS.find((key) => place("save-" + key).getAttribute("aria-invalid") === "true");
  if (first) place("save-" + first).focus();
}

showPanel();
