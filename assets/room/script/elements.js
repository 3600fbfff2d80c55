/* Elements: everything the page holds is made here. */

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["svg", "g", "rect", "line", "path", "circle", "text", "title", "desc", "polyline"]);
/* A new element; children that are texts become text nodes. */
function make(tag, attributes, ...children) {
  const node = SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "style") for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}
const place = (id) => document.getElementById(id);
const fill = (id, ...children) =>
  place(id).replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined));
const hidden = (text) => make("span", { class: "sr" }, text);
const hue = (category) => (category === null || category === undefined ? "none" : "hue" + (category % 8));
