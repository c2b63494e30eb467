import { consensusSet } from './consensus.js';

export const cpythonEmail = consensusSet('cpython-email');
