// The few words that a script puts in, and how a template of the page is copied.

export const words = JSON.parse(document.getElementById('words').dataset.words);

/** Fill `{name}` in a wording. */
export function fill(wording, values) {
  return wording.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An element of a class with children; strings become text. */
export function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** The content of a <template> of the page, fresh. */
export function template(id) {
  return document.getElementById(id).content.cloneNode(true);
}

/** A random id, also in browsers and on addresses where randomUUID is missing. It lives in memory only. */
export function randomId() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
