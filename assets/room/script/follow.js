/* What follows from a stop: sums, ceilings, changes against another one, what the filters let through. */

const plus = (amounts) => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
const spentBy = (fate) => plus(fate.spent);
const funded = (stop) => stop.fates.filter((fate) => fate.start !== null).length;
const filtered = () => state.agency !== "" || state.category !== "";

/* Whether an initiative passes agency, category and search. */
function passes(at) {
  const item = doc.initiatives[at];
  if (state.agency !== "" && item.agency !== Number(state.agency)) return false;
  if (state.category !== "" && item.category !== Number(state.category)) return false;
  const query = state.query.trim().toLowerCase();
  if (!query) return true;
  const text = [item.id, pick(item.name), pick(doc.agencies[item.agency].name)].join(" ").toLowerCase();
  return query.split(/\s+/).every((word) => text.includes(word));
}

const inScope = (agency, category) =>
  (state.agency === "" || agency === Number(state.agency)) &&
  (state.category === "" || category === Number(state.category));

/* Spending of each year by category, of what the filter of agency and category lets through. */
function spending(stop) {
  const sums = years.map(() => new Map());
  const add = (category, amounts) => amounts.forEach((amount, year) => {
    sums[year].set(category, (sums[year].get(category) || 0n) + BigInt(amount));
  });
  stop.fates.forEach((fate, at) => {
    const item = doc.initiatives[at];
    if (fate.start !== null && inScope(item.agency, item.category)) add(item.category, fate.spent);
  });
  for (const other of stop.other) if (inScope(other.agency, other.category)) add(other.category, other.years);
  return sums.map((by) => ({
    parts: [...by.entries()].sort((a, b) => (a[0] === null) - (b[0] === null) || a[0] - b[0]),
    total: [...by.values()].reduce((sum, amount) => sum + amount, 0n),
  }));
}
const total = (stop) => spending(stop).reduce((sum, year) => sum + year.total, 0n);

/* The ceilings of what the filter lets through; none where it has none of its own. */
function ceilings(stop) {
  const agency = state.agency === "" ? null : Number(state.agency);
  const category = state.category === "" ? null : Number(state.category);
  const found = stop.limits.find((limit) => limit.agency === agency && limit.category === category);
  return found ? found.years : years.map(() => null);
}

/* What `stop` does otherwise than `base`, the largest amounts first. */
function changes(base, stop) {
  const groups = { dropped: [], delayed: [], forward: [], added: [] };
  stop.fates.forEach((now, at) => {
    const before = base.fates[at];
    const kind = changeOf(before, now);
    if (kind) groups[kind].push({ at, before, now, saved: spentBy(now) - spentBy(before) });
  });
  const bySize = (a, b) => (size(a.saved) === size(b.saved) ? a.at - b.at : size(a.saved) > size(b.saved) ? -1 : 1);
  for (const group of Object.values(groups)) group.sort(bySize);
  return groups;
}
function changeOf(before, now) {
  if (before.start === now.start) return null;
  if (now.start === null) return "dropped";
  if (before.start === null) return "added";
  return now.start > before.start ? "delayed" : "forward";
}
const GROUPS = ["dropped", "delayed", "forward", "added"];
