// The page to keep: a print button, and the way out.
import { leaving } from './leave.js';

leaving();
document.getElementById('print').addEventListener('click', () => window.print());
document.documentElement.classList.add('js');
