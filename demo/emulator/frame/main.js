// @ts-check
/**
 * The emulated Sumsub frame. It speaks the protocol of the real one with the real package, shows a small verification flow, and follows
 * the commands of a test in the page above.
 */
import { connect } from './connection.js';
import { Flow } from './flow.js';
import { playOf } from './play.js';
import { createScreen } from './screen.js';

// Neither the id nor the token in it is URI-encoded: a plain "+" is a "+", which URLSearchParams would not leave alone.
const frameId = /[?&]_=([^&]*)/.exec(location.search)?.[1] ?? '';
const theme = new URLSearchParams(location.search).get('theme');

const play = playOf(atob(decodeURIComponent(frameId).replace(/^id_/, '')));
const connection = connect(decodeURIComponent(frameId));
const screen = createScreen(document.querySelector('main') ?? document.body);
const flow = new Flow({ play, connection, screen });

screen.setTheme(theme);
screen.onResize(() => {
  if (flow.isOpen) connection.send('idCheck.onResize', { height: screen.height() });
});

connection.on('idCheck.init', ({ accessToken, lang, theme: wanted }) => {
  if (wanted) screen.setTheme(String(wanted));
  screen.setLanguage(String(lang ?? 'en'));
  flow.begin(String(accessToken));
});
connection.on('idCheck.updateAccessToken', ({ accessToken }) => {
  flow.renew(typeof accessToken === 'string' ? accessToken : undefined);
});
connection.on('idCheck.callSetLanguage', ({ language }) => {
  screen.setLanguage(String(language));
});
connection.on('idCheck.callSetTheme', ({ theme: wanted }) => {
  screen.setTheme(String(wanted));
});

if (!play.dead) setTimeout(() => connection.send('idCheck.onReady'), play.readyAfter);
