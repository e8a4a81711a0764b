import { decide } from './signals.js';

const onClick = (id: string, act: () => void) => document.getElementById(id)?.addEventListener('click', act);

onClick('agree', () => void decide('granted'));
onClick('refuse', () => void decide('denied'));
