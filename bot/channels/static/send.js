// One message to the bot and its answer: one quiet second try, the same message_id, and a limit of time.
import { randomId } from './dom.js';

const ADDRESS = '/webhooks/rest/webhook';
const LONGEST = 15000; // ms for one try; the bot's own limit is shorter

const sender = randomId(); // a reload is a new conversation
let unanswered = null;     // { text, id } of the last message that got no answer

/** Refused: the bot was reached and would not take it. `body` is what it said (messages, or words, or null). */
export class Refused extends Error {
  constructor(status, body) {
    super('refused');
    this.status = status;
    this.body = body;
  }
}

/**
 * The messages that answer `text`.
 * Throws Refused for a 4xx, and Error when nothing came back, twice.
 */
export async function send(text, role) {
  // The same words after a failure keep their id: if the first one did arrive, the bot gives that answer again.
  const id = unanswered && unanswered.text === text ? unanswered.id : randomId();
  const metadata = role ? { role, message_id: id } : { message_id: id };
  const body = JSON.stringify({ sender, message: text, metadata });
  try {
    const messages = await once(body).catch((error) => {
      if (error instanceof Refused) throw error;
      return once(body);
    });
    unanswered = null;
    return messages;
  } catch (error) {
    unanswered = { text, id };
    throw error;
  }
}

async function once(body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST);
  try {
    const response = await fetch(ADDRESS, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      signal: stop.signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const content = await read(response);
    if (response.ok && Array.isArray(content) && content.length) return content;
    if (response.status >= 400 && response.status < 500) throw new Refused(response.status, content);
    // An error of the bot's own may still bring its fixed safe answer.
    if (Array.isArray(content) && content.length) return content;
    throw new Error('no answer');
  } finally {
    clearTimeout(timer);
  }
}

async function read(response) {
  const raw = await response.text();
  try {
    return JSON.parse(raw);
  } catch (error) {
    return /^text\/plain/.test(response.headers.get('Content-Type') || '') ? raw : null;
  }
}
