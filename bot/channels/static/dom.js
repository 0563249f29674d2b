// Small helpers. Text only ever enters the page as text: nothing here, or anywhere else, parses markup.

export const words = JSON.parse(document.getElementById('words').dataset.words);

/** An element with attributes and children; strings become text, empty children are left out. */
export function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  Object.keys(attributes || {}).forEach((name) => {
    const value = attributes[name];
    if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  });
  children.forEach((child) => {
    if (child) node.append(child);
  });
  return node;
}

/** Fill `{name}` in a wording. */
export function fill(wording, values) {
  return wording.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function clear(node) {
  while (node.firstChild) node.removeChild(node.firstChild);
}

/** The content of a <template> of the page, fresh. */
export function template(id) {
  return document.getElementById(id).content.cloneNode(true);
}

// Short emergency numbers, and UK numbers as they are printed: 0, then nine or ten digits (seven for Childline).
const NUMBER = /\b(999|101|111|116 ?123|0(?:[ ]?\d){7,10})\b/g;

/** An inline element holding `text`, its telephone numbers turned into links that ring. */
export function line(tag, text, className) {
  const node = make(tag, className ? { class: className } : null);
  let from = 0;
  for (let found = NUMBER.exec(text); found; found = NUMBER.exec(text)) {
    node.append(text.slice(from, found.index));
    node.append(make('a', { href: ringing(found[0]), class: 'inline-number' }, found[0]));
    from = found.index + found[0].length;
  }
  node.append(text.slice(from));
  return node;
}

export function ringing(phone) {
  return 'tel:' + phone.replace(/[^\d+]/g, '');
}

/** Only web addresses become links: never `javascript:` or anything else a card might hold. */
export function webAddress(url) {
  return typeof url === 'string' && /^https?:\/\//i.test(url) ? url : null;
}

/** A link that leaves this page standing; `unseen` is read out but not shown. */
export function newTab(url, label, unseen) {
  return make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label,
    unseen ? make('span', { class: 'unseen' }, unseen) : null);
}

/** `2026-11-23` as `23 November 2026`; anything else as it is. */
export function day(date) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(date || '');
  return parts ? `${Number(parts[3])} ${words.months[Number(parts[2]) - 1]} ${parts[1]}` : String(date || '');
}

/** A random id, also in browsers and on addresses where randomUUID is missing. It lives in memory only. */
export function randomId() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID();
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
