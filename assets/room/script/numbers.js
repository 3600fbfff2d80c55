/* Words and numbers: amounts are whole numbers of any size, written as the program writes them. */

const pick = (pair) => pair[state.lang === "en" ? 1 : 0];
const say = (key, ...fill) =>
  doc.words[state.lang][key].replace(/\{(\d)\}/g, (_, at) => String(fill[Number(at)]));

const MINUS = "\u2212";
const size = (n) => (n < 0n ? -n : n);
/* value / by, halves to even; by > 0. */
function halfEven(value, by) {
  let down = value / by, rest = value % by;
  if (rest < 0n) { rest += by; down -= 1n; }
  return down + (2n * rest > by || (2n * rest === by && down % 2n !== 0n) ? 1n : 0n);
}
const ten = (power) => 10n ** BigInt(power);
const rescale = (value, from, to) =>
  from > to ? halfEven(value, ten(from - to)) : value * ten(to - from);
/* The size of value / 10^from with `kept` decimals and marks between thousands. */
function decimal(value, from, kept, drop) {
  const style = doc.numbers[state.lang];
  const digits = size(rescale(value, from, kept)).toString().padStart(kept + 1, "0");
  const whole = digits.slice(0, digits.length - kept);
  let rest = kept ? digits.slice(-kept) : "";
  if (drop) rest = rest.replace(/0+$/, "");
  return whole.replace(/\B(?=(\d{3})+$)/g, style.group) + (rest ? style.point + rest : "");
}
const signed = (n, text) => (n < 0n ? MINUS : "") + doc.currency.sign + text;
function scaled(amount, decimals, units) {
  const n = BigInt(amount);
  const at = (step) => {
    const kept = step === 0 ? Math.min(doc.currency.decimals, decimals) : decimals;
    const from = doc.currency.decimals + 3 * step;
    return { step, kept, from, value: rescale(n, from, kept) };
  };
  const found = [4, 3, 2, 1].map(at).find((one) => size(one.value) >= ten(one.kept)) || at(0);
  return signed(found.value, decimal(found.value, found.kept, found.kept, true) + units[found.step]);
}
const number = {
  full: (amount) => signed(BigInt(amount), decimal(BigInt(amount), doc.currency.decimals, doc.currency.decimals, false)),
  long: (amount) => scaled(amount, 2, doc.numbers[state.lang].long),
  short: (amount) => scaled(amount, 1, doc.numbers[state.lang].short),
  points: (points) => {
    const value = rescale(BigInt(points), 6, 1);
    return (value < 0n ? MINUS : "") + decimal(value, 1, 1, true);
  },
  level: (level) => (level < 0 ? MINUS : "") + decimal(BigInt(level), 2, 2, false),
  count: (count) => decimal(BigInt(count), 0, 0, true),
  /* A difference always has its sign. */
  change: (n, text) => (BigInt(n) > 0n ? "+" + text : text),
};
