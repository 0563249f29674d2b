// Posts a form and gives the card that the server drew. It is the only file that parses markup: that of our own address.

const LONGEST = 15000; // ms for one try

// With Trusted Types the browser refuses every other way in. What could act is taken out although the policy forbids it too.
const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy('answer', { createHTML: (text) => text })
  : { createHTML: (text) => text };
const NEVER = 'script, style, link, meta, base, iframe, frame, object, embed, template';

export class Refused extends Error {
  constructor(status, part) {
    super('refused');
    this.status = status;
    this.part = part;
  }
}

/** The part of the page that answers `fields`; one quiet second try, with the same form number, when nothing comes. */
export async function post(address, fields) {
  try {
    return await once(address, fields);
  } catch (error) {
    if (error instanceof Refused) throw error;
    return once(address, fields);
  }
}

async function once(address, fields) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'X-Live': '1', Accept: 'text/html' },
      body: new URLSearchParams(fields),
      signal: stop.signal,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
    const part = await read(response);
    if (part && response.ok) return part;
    if (response.status >= 400 && response.status < 500) throw new Refused(response.status, part);
    throw new Error('no answer');
  } finally {
    clearTimeout(timer);
  }
}

/** The card, the problem or the words of an error page; null for anything else. */
async function read(response) {
  const text = await response.text();
  if (!/^text\/html/.test(response.headers.get('Content-Type') || '')) return null;
  const parsed = new DOMParser().parseFromString(policy.createHTML(text), 'text/html');
  parsed.querySelectorAll(NEVER).forEach((one) => one.remove());
  const found = parsed.querySelector('.card, .govuk-error-summary, .text');
  return found ? document.adoptNode(found) : null;
}
