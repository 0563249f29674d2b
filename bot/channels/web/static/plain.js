// A page without a chat: only the way out.
import { leaving } from './leave.js';

leaving();
document.documentElement.classList.add('js');
