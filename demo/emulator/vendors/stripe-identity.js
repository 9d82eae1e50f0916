// @ts-check
import './remote.js';
