/* The decision room. One document comes in (src/report/room/document.rs), the page is drawn from it.
 *
 * The files of this folder are one script, in the order of `SCRIPT` in src/report/room/page.rs. Words and names are data: no
 * file holds a sentence; `say(key, ...)` fills the words of the page. Text reaches the page only through text nodes and
 * attributes, so whatever a name holds stays text. A stop is a plan under some money; `state` says which one is shown,
 * against which, and what is filtered; `draw()` shows it. `petajalan.receive({texts, stops})` takes stops that arrive later.
 *
 * This file: the document, and what is chosen.
 */

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
