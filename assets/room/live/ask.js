/* Asking: the question goes out a moment after the last change, and what comes back is shown as it comes. */

let waiting = 0, asking = null;

/* The question is another one now. */
function changed() {
  clearTimeout(waiting);
  if (asking) { asking.abort(); asking = null; }
  question.number += 1;
  Object.assign(told, { state: "idle", status: null, note: null });
  if (!question.wishes.length) {
    stops.delete(KEY);
    if (state.at === KEY) { state.to = "auto"; go("s:" + question.scenario); }
    showPanel();
    return;
  }
  told.state = "searching";
  told.status = live.searching;
  showPanel();
  waiting = setTimeout(ask, 200);
}

const headers = () => ({ "content-type": "application/json", "x-petajalan": live.token });
const body = () => ({ page: pageId, number: question.number, scenario: question.scenario, wishes: question.wishes, reasons: question.reasons });

async function ask() {
  const own = new AbortController(), number = question.number;
  asking = own;
  try {
    const answer = await fetch("/ask", { method: "POST", headers: headers(), body: JSON.stringify(body()), signal: own.signal });
    if (!answer.ok) { refused(await answer.json()); return; }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      held += value;
      const events = held.split("\n\n");
      held = events.pop();
      for (const one of events) if (number === question.number) hear(one);
    }
    if (number === question.number && told.state === "searching") gone();
  } catch (error) {
    if (error.name !== "AbortError" && number === question.number) gone();
  } finally {
    if (asking === own) asking = null;
  }
}
function gone() {
  Object.assign(told, { state: "refused", status: live.gone, note: null });
  showStatus();
}
function refused(answer) {
  const words = answer.findings.map((one) => one.message);
  Object.assign(told, { state: "refused", status: [0, 1].map((at) => words.map((word) => word[at]).join(" ")), note: null });
  showStatus();
}

/* One event: a plan, a narrower gap, or the end. */
function hear(event) {
  const line = event.split("\n").find((one) => one.startsWith("data:"));
  if (!line) return;
  const news = JSON.parse(line.slice(5));
  Object.assign(told, { state: news.state, status: news.status });
  if (news.part) {
    /* The first answer is shown; after that the reader may look elsewhere. */
    const first = told.shown !== question.number;
    told.shown = question.number;
    receive(news.part);
    told.note = stops.get(KEY).note;
    /* Compared with the scenario asked about, unless the reader chose otherwise. */
    if (first) { state.at = KEY; state.to = "s:" + question.scenario; controls(); }
    draw();
  }
  showStatus();
}
