// @ts-check
import { setUpAccount } from './account.js';

setUpAccount(document);
