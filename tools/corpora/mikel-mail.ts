import { consensusSet } from './consensus.js';

export const mikelMail = consensusSet('mikel-mail');
